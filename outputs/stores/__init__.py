"""Where a catalogue stands: a folder, or a bucket of an object store, behind one interface."""

from outputs.stores.addresses import store_at
from outputs.stores.store import CatalogueBusy, CatalogueUnusable, Kept, Store

__all__ = ["CatalogueBusy", "CatalogueUnusable", "Kept", "Store", "store_at"]
