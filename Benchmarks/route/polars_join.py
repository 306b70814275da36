# The same file-to-file routing as `rajmap table route`, in polars: one join per combination of open fields.
import sys, itertools, time, resource
import polars as pl
rules_path, complaints_path, out = sys.argv[1:4]
t0 = time.perf_counter()
F = ["category", "district", "subdistrict", "channel"]
s = {c: pl.Utf8 for c in F}
r = pl.read_csv(rules_path, schema_overrides=s | {"target": pl.Utf8}).with_columns(
    pl.col("valid_from").str.to_date(), pl.col("valid_to").str.to_date(),
    spec=sum((pl.col(f) != "*").cast(pl.Int32) * w for f, w in zip(F, (8, 4, 2, 1))))
c = pl.read_csv(complaints_path, schema_overrides=s).with_columns(pl.col("date").str.to_date()).with_row_index("row")
parts = []
for (spec,), g in r.partition_by("spec", as_dict=True).items():
    on = [f for f, w in zip(F, (8, 4, 2, 1)) if spec & w]
    g = g.select(on + ["rule_id", "priority", "valid_from", "valid_to", "target"])
    m = c.select(["row", "date"] + on).join(g, on=on, how="inner") if on else c.select("row", "date").join(g, how="cross")
    parts.append(m.filter((pl.col("valid_from") <= pl.col("date")) & (pl.col("date") < pl.col("valid_to")))
                 .select("row", "rule_id", "priority", "target", pl.lit(spec, pl.Int32).alias("spec")))
m = pl.concat(parts).sort(["row", "priority", "spec", "rule_id"], descending=[False, True, True, False]).unique("row", keep="first", maintain_order=True)
c.select("row", "complaint_id").join(m, on="row", how="left").sort("row").select("complaint_id", pl.col("rule_id").fill_null(0), "target").write_csv(out)
print(f"polars {time.perf_counter()-t0:.3f} s inside, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024} MiB")
