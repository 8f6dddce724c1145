"""The store: missing, damaged, busy, too old or too new."""

from supplies.errors.base import StoreUnusable, Unreadable
from supplies.language import N_


class StoreUrlWrong(Unreadable):
    """An address that is neither a file nor a database server."""

    code = "store.url_wrong"
    message = N_("{url} is not the address of a store.")
    hint = N_("Give a file, or an address such as postgresql://server/supplies.")


class StoreMissing(StoreUnusable):
    """No file where the store should be."""

    code = "store.missing"
    message = N_("There is no store at {path}.")
    hint = N_("Check the path, or make a new store with 'supplies store init'.")


class StoreNotAllowed(StoreUnusable):
    """A file or folder that may not be read or written."""

    code = "store.not_allowed"
    message = N_("{path} or its folder cannot be written to.")
    hint = N_("Ask for the right to write there, or put the store into a folder of your own.")


class StoreOnNetworkShare(StoreUnusable):
    """A SQLite store on a network share."""

    code = "store.on_network_share"
    message = N_("{path} is on a network share ({kind}), where a store in a file can be damaged.")
    hint = N_("Put it on a local disk; several computers share a store through PostgreSQL.")


class StoreSettingsRefused(StoreUnusable):
    """SQLite did not take a setting that keeps the store safe."""

    code = "store.settings_refused"
    message = N_("{path} cannot be opened safely: {setting}.")
    hint = N_("Put the store on a local disk and use the program's own SQLite.")


class StoreDamaged(StoreUnusable):
    """A file that is no store, or a broken one."""

    code = "store.damaged"
    message = N_("{store} is not a store of this program, or it is damaged.")
    hint = N_("Keep the file as it is and restore the newest backup with 'supplies store restore'.")


class StoreDiskFull(StoreUnusable):
    """No room to write."""

    code = "store.disk_full"
    message = N_("There is no room left to write to {store}; nothing was changed.")
    hint = N_("Free some space and try again.")


class StoreBusy(StoreUnusable):
    """Other programs hold the store."""

    code = "store.busy"
    message = N_("{store} is in use by another program and did not become free; nothing was changed.")
    hint = N_("Wait a moment and try again; close other programs that use it.")


class StoreUnreachable(StoreUnusable):
    """A database server that does not answer."""

    code = "store.unreachable"
    message = N_("The server at {store} cannot be used: {problem}.")
    hint = N_("Check the network, the address and your login, then try again.")


class StoreNewer(StoreUnusable):
    """A store written by a newer program."""

    code = "store.newer"
    message = N_("This store was written by a newer version of the program (schema {found}, this one knows {known}).")
    hint = N_("Install the newer version; this one changes nothing.")


class StoreOlder(StoreUnusable):
    """A store that has to be upgraded first."""

    code = "store.older"
    message = N_("This store has schema {found}; the program needs {known}.")
    hint = N_("Run 'supplies store upgrade': it makes a backup first.")


class StoreNotEmpty(StoreUnusable):
    """A place that must be empty holds a store."""

    code = "store.not_empty"
    message = N_("{store} already holds a store.")
    hint = N_("Choose an empty file or database; nothing is ever written over.")


class StoreNotSound(StoreUnusable):
    """A store that is not what its journal says."""

    code = "store.not_sound"
    message = N_("The store is not what its journal says, first at entry {seq}: {problem}.")
    hint = N_("Keep it as it is and restore the newest backup that verifies.")


class StoreSchemaWrong(StoreUnusable):
    """A schema that is not the one of its revision."""

    code = "store.schema_wrong"
    message = N_("The schema of this store is not as it should be: {difference}.")
    hint = N_("Keep the store as it is and restore the newest backup with 'supplies store restore'.")
