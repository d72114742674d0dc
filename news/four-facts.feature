Registering asks for the diary's four facts: number, date, sender or receiver, and what it concerns.
