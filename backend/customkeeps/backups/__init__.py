"""All that a shop has to keep, in one file, and back. It knows tables and files, no shop words."""
