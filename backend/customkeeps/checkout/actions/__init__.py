"""The use-cases that turn a cart into a payment and a payment into an order."""
