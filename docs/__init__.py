"""The documentation, and what builds and checks it: `python -m docs.build`."""
