"""What stands in lists and panes: records as lines to read and to choose."""
