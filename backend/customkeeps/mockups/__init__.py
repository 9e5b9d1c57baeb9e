"""Pictures of products in any colour with any design on them. Pure: files in, pictures out."""
