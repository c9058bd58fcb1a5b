"""De-identification: what may say who somebody is, decided stretch by stretch, and rendered."""
