A monitoring system reads the metrics of all sites of a database at `/@@socialhub-metrics`, with the token in `SOCIALHUB_METRICS_TOKEN`; alarms for Prometheus are ready in `docs/larm.yaml`.
