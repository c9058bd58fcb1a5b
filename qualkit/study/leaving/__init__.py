"""What leaves a study: asked for, cleared, written, put on record."""
