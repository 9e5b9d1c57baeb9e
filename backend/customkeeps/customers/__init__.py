"""A person with everything of theirs: guests who come to have an account, or go for good."""
