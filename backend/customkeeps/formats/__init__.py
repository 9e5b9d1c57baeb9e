"""How dates are written for people, by language: Django looks here first."""
