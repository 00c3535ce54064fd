"""Parquet files: what the kernel writes is read by Arrow's own reader, and the other way round."""

import datetime as dt
import decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

WRITE = """
var rows = 10_000;
Table t = Table.create("all",
    ShortColumn.create("short", IntStream.range(0, rows).mapToObj(i -> (short) i).toArray(Short[]::new)),
    IntColumn.create("int", IntStream.range(0, rows).map(i -> -i).toArray()),
    LongColumn.create("long", IntStream.range(0, rows).mapToLong(i -> i * 1_000_000_007L).toArray()),
    FloatColumn.create("float", IntStream.range(0, rows).mapToObj(i -> i / 4f).toArray(Float[]::new)),
    DoubleColumn.create("run (ms)", IntStream.range(0, rows).mapToDouble(i -> i == 1 ? Double.POSITIVE_INFINITY : Math.sqrt(i)).toArray()),
    BooleanColumn.create("boolean", IntStream.range(0, rows).mapToObj(i -> i % 3 == 0).toList()),
    StringColumn.create("text", IntStream.range(0, rows).mapToObj(i -> "π<b>\\n🚀" + i).toList()),
    DateColumn.create("date", IntStream.range(0, rows).mapToObj(i -> java.time.LocalDate.of(1969, 12, 31).plusDays(i)).toList()),
    TimeColumn.create("time", IntStream.range(0, rows).mapToObj(i -> java.time.LocalTime.of(23, 59, 59, i % 1000 * 1_000_000)).toList()),
    DateTimeColumn.create("date-time", IntStream.range(0, rows).mapToObj(i -> java.time.LocalDateTime.of(1969, 12, 31, 23, 59, 59).plusNanos(i * 1_000_000L)).toList()),
    InstantColumn.create("instant", IntStream.range(0, rows).mapToObj(i -> java.time.Instant.ofEpochMilli(i - 1)).toList()));
t.columns().forEach(c -> c.setMissing(7));
t.doubleColumn("run (ms)").set(8, Double.NaN);
"""


def run(notebook, code):
    reply, outputs = notebook.execute(code)
    assert reply["status"] == "ok", reply["evalue"]
    return [content for kind, content in outputs if kind != "execute_input"]


def test_arrow_reads_what_the_kernel_writes(notebook, tmp_path):
    file = tmp_path / "all.parquet"
    outputs = run(notebook, WRITE + f'Tables.write(t, Path.of("{file}"));')
    assert outputs == []
    table = pq.read_table(file)
    assert table.schema.types == [
        pa.int16(), pa.int32(), pa.int64(), pa.float32(), pa.float64(), pa.bool_(), pa.string(),
        pa.date32(), pa.time64("us"), pa.timestamp("us"), pa.timestamp("us", tz="UTC"),
    ]  # fmt: skip
    assert table.num_rows == 10_000
    rows = table.to_pylist()
    assert set(rows[7].values()) == {None}
    assert rows[8]["run (ms)"] is None  # to Tablesaw NaN is a missing number
    assert rows[1] == {
        "short": 1, "int": -1, "long": 1_000_000_007, "float": 0.25, "run (ms)": float("inf"), "boolean": False,
        "text": "π<b>\n🚀1", "date": dt.date(1970, 1, 1), "time": dt.time(23, 59, 59, 1000),
        "date-time": dt.datetime(1969, 12, 31, 23, 59, 59, 1000), "instant": dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    }  # fmt: skip
    assert [row["int"] for row in rows if row["int"] is not None] == [-i for i in range(10_000) if i != 7]
    assert pq.ParquetFile(file).metadata.row_group(0).column(2).compression == "SNAPPY"


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip", "lz4"])
def test_the_kernel_reads_what_arrow_writes(notebook, tmp_path, compression):
    file = tmp_path / "arrow.parquet"
    columns = {
        "u32": pa.array([4_000_000_000, None], pa.uint32()),
        "i8": pa.array([-3, None], pa.int8()),
        "decimal": pa.array([decimal.Decimal("-12.34"), None], pa.decimal128(30, 2)),
        "text": pa.array(["π🚀", None]),
        "date": pa.array([dt.date(2024, 2, 29), None]),
        "time": pa.array([dt.time(1, 2, 3), None]),
        "ns": pa.array([dt.datetime(2024, 2, 29, 1, 2, 3, 4000), None], pa.timestamp("ns")),
        "ms": pa.array([dt.datetime(2024, 2, 29, 1, 2, 3, 4000), None], pa.timestamp("ms", tz="UTC")),
        "half": pa.array([1.5, None], pa.float16()),
        "flag": pa.array([True, None]),
        "many": pa.array([1.25, None]),
    }
    table = pa.concat_tables([pa.table(columns)] * 5_000)
    pq.write_table(table, file, compression=compression, row_group_size=3_000)
    [result] = run(
        notebook,
        f'Table a = Tables.read(Path.of("{file}"));\n'
        'a.rowCount() + " " + a.first(2).columns().stream().map(c -> c.get(0) + (c.isMissing(1) ? "" : "!")).toList()'
        ' + a.types().subList(0, 2) + " " + a.doubleColumn("many").sum()',
    )
    assert result["data"]["text/plain"] == (
        "10000 [4000000000, -3, -12.34, π🚀, 2024-02-29, 01:02:03, 2024-02-29T01:02:03.004, "
        "2024-02-29T01:02:03.004Z, 1.5, true, 1.25][LONG, SHORT] 6250.0"
    )


def test_columns_that_no_table_has_are_one_sentence(notebook, tmp_path):
    for name, values in {"list": [[1]], "group": [{"a": 1}], "bytes": [b"\xff\xfe"]}.items():
        file = tmp_path / f"{name}.parquet"
        pq.write_table(pa.table({name: values}), file)
        reply, _ = notebook.execute(f'Tables.read(Path.of("{file}"));')
        assert f"column {name} holds" in reply["evalue"]


def test_rows_of_a_file_are_arguments_and_results_go_into_one(notebook, tmp_path):
    args, results = tmp_path / "args.parquet", tmp_path / "results.parquet"
    pq.write_table(pa.table({"x": [1.5, 2.5, 3.5], "name": ["a", "π", None]}), args)
    run(notebook, "%%action twice\nconst main = p => ({ y: 2 * p.x, name: p.name ?? 'none' })")
    run(notebook, f"Run r = %fanout twice --args {args}")
    run(notebook, f"%runs export r {results} --results")
    rows = pq.read_table(results).to_pylist()
    assert [(row["y"], row["name"]) for row in rows] == [(3.0, "a"), (5.0, "π"), (7.0, "none")]
    run(notebook, f"%runs export r {tmp_path / 'attempts.parquet'}")
    attempts = pq.read_table(tmp_path / "attempts.parquet")
    assert attempts.num_rows == 3 and "run ms" in attempts.column_names
