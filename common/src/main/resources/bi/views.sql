-- Views for BI tools, in SQL that Spark and DuckDB both understand. Schemas are the lake's areas, as lakeprint
-- sql-server and docs/bi.md make them. A view whose tables a lake does not have is left out.

-- Sales per business day and currency. Money is never added up across currencies.
CREATE OR REPLACE VIEW bi.sales_by_day AS
SELECT
  order_date,
  currency,
  channel,
  COUNT(*) AS orders,
  COUNT(DISTINCT one_id) AS buyers,
  SUM(gross_amount) AS gross_amount,
  SUM(refunded_amount) AS refunded_amount,
  SUM(net_amount) AS net_amount
FROM behaviour.orders
GROUP BY order_date, currency, channel;

-- Steps of funnels whose conversion window is over: later people can still convert in the others.
CREATE OR REPLACE VIEW bi.funnels AS
SELECT
  report_id, report_version, period_grain, period_start, breakdown_name, breakdown_value,
  step_no, step_name, users, previous_users, first_users,
  conversion_from_previous, conversion_from_first, median_seconds
FROM behaviour.funnel_steps
WHERE window_complete;

-- Retention of cohorts, complete cells only: an unfinished one looks like a loss.
CREATE OR REPLACE VIEW bi.retention AS
SELECT
  report_id, report_version, period_grain, period_start, breakdown_name, breakdown_value,
  cell_no, cohort_users, returned_users, retention_ratio
FROM behaviour.retention_cells
WHERE cell_complete;

-- The newest scores of each model's champion, one row per person and model.
CREATE OR REPLACE VIEW bi.scores AS
SELECT p.model, p.model_version, p.as_of, p.one_id, p.score, p.decile, p.top_reasons
FROM ml.predictions p
JOIN (
  SELECT model, MAX(as_of) AS as_of FROM ml.predictions WHERE role = 'champion' GROUP BY model
) newest ON p.model = newest.model AND p.as_of = newest.as_of
WHERE p.role = 'champion';

-- How far apart the tenths of people are that a model ranked, on people it was not trained on; 1 = average.
CREATE OR REPLACE VIEW bi.model_lift AS
SELECT
  model, model_version, subject, split, snapshot,
  CAST(SUBSTRING(metric, 13) AS INT) AS decile,
  value AS lift,
  row_count
FROM ml.model_metrics
WHERE metric LIKE 'lift_decile_%';

-- The newest clusters with their size.
CREATE OR REPLACE VIEW bi.clusters AS
SELECT c.as_of, c.cluster_id, c.name_en, c.name_zh, c.person_count, c.share_ratio
FROM ml.cluster_profiles c
JOIN (SELECT MAX(as_of) AS as_of FROM ml.cluster_profiles) newest ON c.as_of = newest.as_of;

-- Through which day each table is complete.
CREATE OR REPLACE VIEW bi.freshness AS
SELECT table_name, data_as_of, checked_at
FROM ops.table_status;
