"""What preflight looks at, one matter a module; `drawing.preflight` asks them all."""
