"""Writes src/onrecord/tables/country_names.csv: names of countries and capitals in other languages than English.

From the Unicode CLDR, as the library Babel carries it (`pip install babel`); run it again when a new CLDR is wanted.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale

TABLES = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "tables"
# Languages of the news in alphabets with letter case: names are found by their capitals.
LANGUAGES = [
    "be",
    "bg",
    "bs",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "fi",
    "fr",
    "hr",
    "hu",
    "is",
    "it",
    "lt",
    "lv",
    "mk",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt_PT",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sr_Latn",
    "sv",
    "tr",
    "uk",
]


def main() -> None:
    """Writes the table."""
    locales = [Locale.parse(language) for language in LANGUAGES]
    zones = {zone.rpartition("/")[2].replace("_", " "): zone for zone in locales[0].time_zones}
    with (TABLES / "countries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    with (TABLES / "country_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "names", "capitals"])
        for row in rows:
            names = {locale.territories.get(row["code"], "") for locale in locales} - {row["name"], ""}
            wanted = [
                zones[name] for name in (*row["capital"].split(";"), _OLD.get(row["capital"], "")) if name in zones
            ]
            cities = {str(locale.time_zones.get(zone, {}).get("city", "")) for locale in locales for zone in wanted}
            capitals = cities - {"", *row["capital"].split(";")}
            writer.writerow([row["code"], "; ".join(sorted(names)), "; ".join(sorted(capitals))])


# Where the zone has an older spelling than the table.
_OLD = {"Kyiv;Kiev": "Kiev"}


if __name__ == "__main__":
    main()
