"""The keys, a module for each screen; `keymap` puts them into one table."""
