"""The bounds: one module for each thing that an exercise may hold against a limit."""
