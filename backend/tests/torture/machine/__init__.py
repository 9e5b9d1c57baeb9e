"""A shop and a reference that says what must be true of it, driven at random by Hypothesis."""
