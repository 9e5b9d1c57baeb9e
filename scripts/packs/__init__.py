"""What the studio's packs of fonts and clipart are made by, by hand: docs/studio-packs.md."""
