"""A site with the add-on and without a hub, in an instance folder: ``python emptied.py``."""

import transaction
from fill import new_site

if __name__ == "__main__":
    app, _site, _demo = new_site()
    transaction.commit()
    app._p_jar.db().close()
