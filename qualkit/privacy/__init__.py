"""Who is who, and what may leave the study."""
