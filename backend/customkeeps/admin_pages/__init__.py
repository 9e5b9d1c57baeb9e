"""What the staff's pages of all apps share: how they behave, and how a price or picture looks."""
