``socialhub refresh --loop --all-sites`` serves all sites of a database by one worker; ``remind`` and ``index`` take ``--all-sites``, too.
