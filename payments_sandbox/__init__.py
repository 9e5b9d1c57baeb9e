"""An offline stand-in for the part of Stripe that the shop uses. Never shipped to production."""
