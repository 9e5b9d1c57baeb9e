"""Pictures of the demo shop's products: drawn designs, what goes on what, and their making."""
