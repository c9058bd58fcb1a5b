"""study.yaml: what a study is called, who works on it, what was promised to its participants."""

from __future__ import annotations

from qualkit.config.attribution import AttributionSettings
from qualkit.config.consent import ConsentForm, ConsentSettings
from qualkit.config.sources import SourceSettings
from qualkit.config.study import (
    DEFAULT_DATABASE,
    INITIALS,
    KNOWN,
    SLUG,
    CoderSettings,
    QuoteSettings,
    Settings,
    load_settings,
    parse_settings,
    settings_text,
    wrong_address,
)

__all__ = [
    "DEFAULT_DATABASE", "INITIALS", "KNOWN", "SLUG", "AttributionSettings", "CoderSettings",
    "ConsentForm", "ConsentSettings", "QuoteSettings", "Settings", "SourceSettings",
    "load_settings", "parse_settings", "settings_text", "wrong_address",
]  # fmt: skip
