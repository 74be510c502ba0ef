"""Reading other gazetteers: each importer turns a file into places and says what it refused."""

from gazetteer.importers.common import Imported, RefusedLine
from gazetteer.importers.geonames import read_geonames
from gazetteer.importers.places_csv import read_places_csv
from gazetteer.importers.whosonfirst import read_whosonfirst

__all__ = ["Imported", "RefusedLine", "read_geonames", "read_places_csv", "read_whosonfirst"]
