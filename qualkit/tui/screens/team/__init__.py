"""Who codes what: the grid, what is decided on it, and the previews before anything is saved."""
