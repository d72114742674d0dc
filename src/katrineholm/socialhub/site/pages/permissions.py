"""The titles of the permissions that Python code checks.

``permissions.zcml`` defines them and their roles. Fields are protected by a permission's id.
"""

from typing import Any

from plone import api

ADD_CHANNEL = "katrineholm.socialhub: Add channel"
ANSWER_REQUESTS = "katrineholm.socialhub: Answer requests for records"
CHANGE_ACCOUNT = "katrineholm.socialhub: Change account"
CONFIRM_CHANNEL = "katrineholm.socialhub: Confirm channel"
DECIDE_ON_CHANNEL = "katrineholm.socialhub: Decide on channel"
DISPOSE_OF_MESSAGES = "katrineholm.socialhub: Dispose of messages"
HIDE_ENTRY = "katrineholm.socialhub: Hide entry"
HOLD_RECORD = "katrineholm.socialhub: Hold record"
IMPORT_DOWNLOAD = "katrineholm.socialhub: Import download"
KEEP_ARCHIVE = "katrineholm.socialhub: Keep archive"
MANAGE_REGISTER = "katrineholm.socialhub: Manage register"
MANAGE_RETENTION = "katrineholm.socialhub: Manage retention"
MANAGE_SETTINGS = "katrineholm.socialhub: Manage settings"
MASK_ENTRY = "katrineholm.socialhub: Mask entry"
READ_RECORD = "katrineholm.socialhub: Read the record"
REFRESH_CHANNEL = "katrineholm.socialhub: Refresh channel"
REGISTER_MESSAGES = "katrineholm.socialhub: Register messages"
REPORT_CHANNEL = "katrineholm.socialhub: Report channel"
VIEW_DUTIES = "katrineholm.socialhub: View duties"
WRITE_ENTRY = "katrineholm.socialhub: Write entry"
WRITE_NOTICE = "katrineholm.socialhub: Write notice"

CHANGE_ACCOUNT_ID = "katrineholm.socialhub.changeAccount"
MANAGE_REGISTER_ID = "katrineholm.socialhub.manageRegister"
VIEW_DUTIES_ID = "katrineholm.socialhub.viewDuties"

# Plone's own.
DELETE_OBJECTS = "Delete objects"
MANAGE_GROUPS = "Plone Site Setup: Users and Groups"
MANAGE_PORTLETS = "Portlets: Manage portlets"
MODIFY = "Modify portal content"
OVERVIEW = "Plone Site Setup: Overview"
VIEW = "View"


def may_manage_register(context: Any) -> bool:
    """Return whether the current user may manage the official list of channels."""
    return api.user.has_permission(MANAGE_REGISTER, obj=context)
