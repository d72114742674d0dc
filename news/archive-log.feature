Retention rules, snapshots, packages and disposals are lines of the hub-wide log, and `verify-log` compares what is stored, and the files, with them.
