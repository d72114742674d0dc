A worker, ``socialhub refresh --loop``, retrieves channels beside the running site; it can be killed at any moment without loss.
