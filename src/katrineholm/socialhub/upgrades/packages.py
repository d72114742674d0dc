"""The upgrade step that stores the files of packages, which were in a folder, in the database."""

import transaction
from Products.GenericSetup.tool import SetupTool

from .. import logger
from ..accounts.channels.hub import all_hubs
from ..archive.packages.package_files import ChangedFile, old_folder, stranded_orders, take_in_files


def store_package_files(_setup_tool: SetupTool) -> None:
    """Store the files of all ready packages in the database.

    The worker deletes the folder afterwards. If the folder is on another machine, the worker there
    stores them.
    """
    for hub in all_hubs():
        for order in stranded_orders(hub):
            try:
                why = "" if take_in_files(hub, order) else f"not found in {old_folder(hub)}"
            except ChangedFile as error:
                why = str(error)
            if why:
                logger.warning("The files of the package %s are not stored: %s", order.id, why)
            transaction.savepoint(optimistic=True)
