The operator sets with ``SOCIALHUB_NICENESS`` how far the worker steps back for pages; unless set, it no longer starves on a busy machine.
