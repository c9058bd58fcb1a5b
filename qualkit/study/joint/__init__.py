"""Survey and interviews in one display: researchers' notes, the links, the displays."""
