"""The background worker: whose duties are due, all apps of the shop together tell."""
