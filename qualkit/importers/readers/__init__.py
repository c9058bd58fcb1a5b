"""One module for each family of formats; each has `read(data, name) -> Reading`."""
