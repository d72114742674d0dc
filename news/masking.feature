Personal data can be masked in what visitors see of an entry, for good and reversibly, while the record keeps all of it.
