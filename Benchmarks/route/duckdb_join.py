# The same file-to-file routing as `rajmap table route`, in DuckDB.
import sys, time, resource, duckdb
rules, complaints, out = sys.argv[1:4]
t0 = time.perf_counter()
q = duckdb.connect()
F = ["category", "district", "subdistrict", "channel"]
q.execute(f"create table r as select *, 8*(category<>'*')::int+4*(district<>'*')::int+2*(subdistrict<>'*')::int+(channel<>'*')::int spec from read_csv('{rules}', types={{'category':'VARCHAR','district':'VARCHAR','subdistrict':'VARCHAR','channel':'VARCHAR'}})")
q.execute(f"create table c as select * from read_csv('{complaints}', types={{'category':'VARCHAR','district':'VARCHAR','subdistrict':'VARCHAR','channel':'VARCHAR'}})")
parts = []
for (spec,) in q.execute("select distinct spec from r").fetchall():
    on = " and ".join([f"r.{f}=c.{f}" for f, w in zip(F, (8, 4, 2, 1)) if spec & w] + ["r.valid_from<=c.date and c.date<r.valid_to"])
    parts.append(f"select c.complaint_id id, r.rule_id, r.target, r.priority, r.spec from c join (select * from r where spec={spec}) r on {on}")
q.execute(f"copy (select c.complaint_id, coalesce(w.rule_id,0) rule_id, w.target from c left join (select id, first(rule_id order by priority desc, spec desc, rule_id) rule_id, first(target order by priority desc, spec desc, rule_id) target from ({' union all '.join(parts)}) group by id) w on w.id=c.complaint_id order by c.complaint_id) to '{out}' (header)")
print(f"duckdb {time.perf_counter()-t0:.3f} s inside, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024} MiB")
