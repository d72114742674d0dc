A channel is registered in three steps with at most eleven fields, and saved and reported by one press; members are written by their full name.
