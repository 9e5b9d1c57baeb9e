"""Hostile uploads, made from seeds: what is sent, what it hides, and how it has to end."""
