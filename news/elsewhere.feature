No filter of the hub leads to nothing: accounts without entries stand below them, a click away.
