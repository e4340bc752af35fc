using System.Globalization;
using System.IO.Compression;
using System.Text;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Interop.Incidents;
using Foedus.Interop.Ucdp;
using Foedus.Language;
using Foedus.Runs;
using Foedus.Tests.Columnar;
using Foedus.Tests.Runs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Interop;

/// <summary>Every reader of files that others wrote, on sound files that were altered at random: it reads them, or says in words why not. Nothing else comes out, and nothing hangs.</summary>
/// <remarks>More than a hundred mutants a reader; FOEDUS_MUTANTS says how many instead, FOEDUS_SEED from where to draw.</remarks>
public class MutatedFiles
{
    private static readonly int Mutants = Number("FOEDUS_MUTANTS", TestScale.Of(120));
    private static readonly int Seed = Number("FOEDUS_SEED", 20251128);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Pieces that readers have a use for, in the wrong place.
    private static readonly string[] Pieces =
    [
        "\"",
        "\"\"",
        ",",
        ";",
        "\n",
        "\r\n",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ":",
        "null",
        "true",
        "-1",
        "0",
        "1e308",
        "1e999",
        "99999999999999999999",
        "NaN",
        "NA",
        "-",
        "2147483648",
        "\\ud800",
        "\\udc00\\u0000",
        "\u202E",
        "\u001b[31m",
        "9999-12-31",
        "0001-01-01",
        "0025-02-30",
        "\"type\":",
        "\"features\":[",
        "{\"name\":[1,{\"a\":null}]}",
        "\uFEFF",
        "c \"\" 1 \"\" { \"a\" 1/2 \"b\" 1/0 } 0",
        "t \"\" 1 \"\" { 1 2 }",
        "PAR1",
        "id",
        "date",
    ];

    public static TheoryData<string> Readers => [.. Samples().Keys];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Altered_files_end_in_words_or_are_read(string reader)
    {
        using var folder = new TemporaryFolder();
        var (name, sound, read) = Samples()[reader];
        var path = folder[name];
        File.WriteAllBytes(path, sound);
        // What is altered is something that the reader takes.
        read(path);
        for (var number = 0; number < Mutants; number++)
        {
            // Not HashCode: it differs from process to process, and a mutant has to be made again.
            var random = new Random(unchecked(Seed * 1_000_003 + number));
            var bytes = Mutant(sound, random);
            File.WriteAllBytes(path, bytes);
            var reading = Task.Run(() =>
            {
                try
                {
                    read(path);
                    return null;
                }
                catch (Exception fault) when (fault is InputException or RefusedException)
                {
                    return null;
                }
                catch (Exception fault)
                {
                    return fault;
                }
            });
            if (await Task.WhenAny(reading, Task.Delay(Longest)) != reading)
                Assert.Fail($"{reader}, mutant {number}: no end. {Kept(bytes, reader, number)}");
            if (await reading is { } fault)
                Assert.Fail($"{reader}, mutant {number}: {fault} {Kept(bytes, reader, number)}");
        }
    }

    private static string Kept(byte[] bytes, string reader, int number)
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-mutant-{reader.Replace(' ', '-')}-{number.ToString(CultureInfo.InvariantCulture)}");
        File.WriteAllBytes(path, bytes);
        return $"Kept as {path}.";
    }

    private static byte[] Mutant(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)).ToArray());
                    break;
                case 5:
                    var other = random.Next(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }

    private static Dictionary<string, (string Name, byte[] Sound, Action<string> Read)> Samples()
    {
        const string tree =
            "EFG 2 R \"Signals\" { \"Sender\" \"Receiver\" } \"a comment\"\nc \"root\" 1 \"nature\" { \"strong\" 1/3 \"weak\" 2/3 } 0\np \"\" 1 1 \"s\" { \"speak\" \"wait\" } 0\np \"\" 2 1 \"heard\" { \"yield\" \"fight\" } 0\n"
            + "t \"\" 1 \"a\" { 2, 1.5 }\nt \"\" 2 \"b\" { 0 -1 }\nt \"\" 3 \"c\" { 1 1 }\np \"\" 1 2 \"w\" { \"speak\" \"wait\" } 0\np \"\" 2 1 0\nt \"\" 4 \"d\" { 1/2 0 }\nt \"\" 2\nt \"\" 3\n";
        const string table =
            "NFG 1 R \"Roads\" { \"North\" \"South\" }\n{ { \"go\" \"stay\" } { \"left\" \"mid\" \"right\" } }\n\"\"\n1 2 3 4 5 6 7 8 9 10 1/3 -2.5\n";
        const string stochastic =
            """{"num_states":2,"num_players":2,"num_actions":[[2,1],[1,2]],"discount":[0.9,0.8],"payoff":[[[[1],[2]],[[0],[1]]],[[[3,4]],[[1,0]]]],"transition":[[[[0.5,0.5]],[[1,0]]],[[[0,1],[0.25,0.75]]]]}""";
        const string conflict =
            """{"states":["calm",{"yn":"YN"},"war"],"decision_makers":[{"name":"A","payoff":[3,2,1],"moves":{"0":[1],"1":[2,0]}},{"name":"B","payoff":[1,2,3],"moves":{"2":[0]}}]}""";
        const string zones =
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"zone_id":"a","note":"n"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]}},{"type":"Feature","properties":{"id":7,"radius_km":50},"geometry":{"type":"Point","coordinates":[31.5,4.8]}}]}""";
        var rows = string.Concat(
            Enumerable.Range(0, 60).Select(i => $"{(i * 37 % 100) / 100.0},{i % 5},{(i % 3 == 0 ? "none" : "both")},{i % 2 == 0},{(i % 4 == 0 ? 1 : 0)}\n")
        );
        var game = EfgReader.Read(new StringReader(tree));
        const string profile =
            """{"schema":"foedus/game/1","equilibria":[{"profile":[{"player":1,"informationSet":1,"actionIndex":1,"probability":0.25},{"player":1,"informationSet":1,"actionIndex":2,"probability":0.75},{"player":1,"informationSet":2,"actionIndex":1,"probability":1},{"player":2,"informationSet":1,"actionIndex":2,"probability":1}],"beliefs":[{"player":2,"informationSet":1,"member":1,"belief":0.5},{"player":2,"informationSet":1,"member":2,"belief":0.5}]}]}""";
        var ged =
            "id,relid,year,type_of_violence,side_a,side_b,latitude,longitude,geom_wkt,date_start,date_end,best,high,low,event_clarity,date_prec,where_prec\n"
            + string.Concat(
                Enumerable
                    .Range(0, 12)
                    .Select(i =>
                        $"{i},R{i},2015,{i % 3 + 1},A,\"B, the other\",48.{i},37.9,POINT (37.9 48.{i}),2015-02-{i + 10} 00:00:00.000,2015-03-01,{i},{i + 1},0,1,{i % 3 + 1},2\n"
                    )
            );
        var acled =
            "event_id_cnty,event_date,year,time_precision,event_type,actor1,actor2,latitude,longitude,geo_precision,fatalities\n"
            + string.Concat(
                Enumerable
                    .Range(1, 12)
                    .Select(i => $"U{i},{(i % 2 == 0 ? $"2022-03-{i + 10}" : $"{i} March 2022")},2022,1,\"Violence against civilians\",A,B,48.5,37.{i},1,{i}\n")
            );
        var viina =
            "viina_version,event_id,date,longitude,latitude,GEO_PRECISION,a_rus_b,a_ukr_b,t_artillery_b\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"2,{i},202203{i + 10},37.{i},48.1,ADM{i % 4},{i % 2},{1 - i % 2},1\n"));
        var icews =
            "Event ID\tEvent Date\tSource Name\tEvent Text\tCAMEO Code\tTarget Name\tLatitude\tLongitude\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"{i}\t3/{i}/2017\tFront\t\"\"\"shots\"\"\"\t0{i % 9}0\tArmy\t48.1\t37.{i}\n"));
        var plain =
            "\uFEFFid;date;last_date;latitude;longitude;kind;deaths_best\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"p{i};2020-01-{i + 10};2020-02-01;48.5;37.{i};\"shots;\nand more\";{i}\n"));
        var features = string.Join(
            ",\n",
            Enumerable
                .Range(1, 12)
                .Select(i =>
                    $$$"""{"type":"Feature","id":{{{i}}},"properties":{"date":"2020-01-{{{i + 10}}}","kind":"shots","note":"caf\u00e9"},"geometry":{"type":"Point","coordinates":[37.{{{i}}},48.1]}}"""
                )
        );
        var points = $$"""{"type":"FeatureCollection","features":[{{features}}]}""";
        var termination =
            "conflict_id,dyad_id,dyadepisode,year,side_a,side_b,type_of_conflict2,dyadterm,ependdate,outcome,start_date2,version\n"
            + string.Concat(
                Enumerable.Range(0, 12).Select(i => $"1,{i / 3},{i % 3},{1990 + i},A,B,3,1.0,{1990 + i}-06-0{i % 9 + 1},{i % 6 + 1},{1990 + i}-01-01,3\n")
            );
        var agreements =
            "pa_date,ended,duration,dateintervalend_meta,cease,pa_type,pa_name,version\n"
            + string.Concat(
                Enumerable.Range(0, 12).Select(i => $"199{i % 9}-01-02,{i % 2 == 0},199{i % 9}-09-03,2018-12-31,1.0,{i % 3 + 1},\"Accord, {i}\",22.1\n")
            );
        var armed =
            "conflict_id,year,ep_end,ep_end_date,start_date2,type_of_conflict,version,side_a,side_b\n"
            + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i / 4},{1980 + i},{i % 2},{1980 + i}-07-01,{1980 + i}-02-03,{i % 4 + 1},25.1,A,B\n"));
        return new Dictionary<string, (string, byte[], Action<string>)>
        {
            ["efg"] = ("g.efg", Utf8(tree), path => GameFile.Read(path)),
            ["nfg"] = ("g.nfg", Utf8(table), path => GameFile.Read(path)),
            ["stochastic game"] = ("g.json", Utf8(stochastic), path => StochasticGameReader.Read(path)),
            ["game of some rounds"] = ("g.json", Utf8($$"""{"game":{{stochastic}},"horizon":3,"initial_state":0,"target_state":1}"""), path =>
                StochasticGameReader.Read(path)
            ),
            ["profile"] = ("p.json", Utf8(profile), path => ProfileReader.Read(path, game)),
            ["conflict"] = ("c.json", Utf8(conflict), path => ConflictReader.Read(path)),
            ["csv table"] = ("t.csv", Utf8("trust,steps,backer,flag,y\n" + rows), Discover),
            ["parquet, first version"] = ("t.parquet", MadeParquet.YesNo([.. Enumerable.Range(0, 90).Select(i => i % 3 == 0)], false, false), Table),
            ["parquet, run lengths"] = ("t.parquet", MadeParquet.YesNo([.. Enumerable.Range(0, 90).Select(i => i > 20 || i % 3 == 0)], true, true), Table),
            ["parquet of a run"] = ("t.parquet", Part.Value, Table),
            ["zones"] = ("z.geojson", Utf8(zones), Zones),
            ["ucdp ged"] = ("i.csv", Utf8(ged), Incidents),
            ["acled"] = ("i.csv", Utf8(acled), Incidents),
            ["viina"] = ("i.csv", Utf8(viina), Incidents),
            ["icews"] = ("i.tab", Utf8(icews), Incidents),
            ["plain columns"] = ("i.csv", Utf8(plain), Incidents),
            ["geojson of incidents"] = ("i.geojson", Utf8(points), Incidents),
            ["packed incidents"] = ("i.csv.gz", Packed(ged), Incidents),
            ["terminations"] = ("b.csv", Utf8(termination), path => BaseRateFile.Read(path, [])),
            ["agreements"] = ("b.csv", Utf8(agreements), path => BaseRateFile.Read(path, [])),
            ["armed conflicts"] = ("b.csv", Utf8(armed), path => BaseRateFile.Read(path, [])),
            ["journal"] = ("w.journal", Journal.Value, path => Follow(path)),
            ["manifest"] = ("run.json", Manifest.Value, path => RunManifest.Parse(File.ReadAllBytes(path), path)),
        };
    }

    private static readonly Lazy<string> Run = new(() =>
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("foedus-test-").FullName, "run");
        Weigh.RunInto(
            folder,
            DealFile.ReadSound(Repository.PathOf("deals/textbook/threat-and-assurance/threat-and-assurance.foedus")),
            new WeighingOptions
            {
                Draws = 16,
                Effects = 0,
                ErrorDraws = 0,
                Thresholds = 0,
            }
        );
        return folder;
    });

    private static readonly Lazy<byte[]> Part = new(() => File.ReadAllBytes(Path.Combine(Run.Value, "draws", "part-00000.parquet")));

    private static readonly Lazy<byte[]> Manifest = new(() => File.ReadAllBytes(Path.Combine(Run.Value, "run.json")));

    private static readonly Lazy<byte[]> Journal = new(() =>
    {
        using var folder = new TemporaryFolder();
        Follow(folder["j"], [.. Enumerable.Range(1, 12).Select(i => $"{i % 7},2026-01-{i + 10},shots,{i},48.{i},37.5")]);
        return File.ReadAllBytes(folder["j"]);
    });

    private static void Follow(string journal, params string[] rows)
    {
        var source = new SourceText(
            "deal \"x\"\nincident shots { kind \"shots\" }\ntrigger t: at least 2 shots within 7 days\ntrigger d: at least 9 deaths in shots within 30 days\n",
            "x.foedus"
        );
        var input = new WatchInput(source, DealParser.Parse(source).Deal, new Dictionary<string, Foedus.Monitoring.Region>());
        using var stream = new MemoryStream(Utf8("id,date,kind,deaths_best,latitude,longitude\n" + string.Concat(rows.Select(row => row + "\n"))));
        WatchFollow.Run(
            input,
            stream,
            "made",
            new FollowOptions
            {
                From = new DateOnly(2026, 1, 1),
                LastDay = new DateOnly(2026, 12, 31),
                Journal = journal,
                IsWhole = true,
            },
            (_, _) => { },
            _ => { }
        );
    }

    private static void Discover(string path)
    {
        var table = ExperimentTable.Read(path);
        table.LeaveOutEmpty("y");
        var values = table.Rows == 0 ? [] : table.Numbers("y");
        if (values.Length == 0)
            return;
        var data = new Foedus.Exploring.Experiments([.. table.InputsFor("y", null).Select(table.Input)], Array.ConvertAll(values, value => value > 0.5));
        Foedus.Exploring.Prim.Find(data, new Foedus.Exploring.PrimOptions());
        Foedus.Exploring.Cart.Find(data, new Foedus.Exploring.CartOptions());
    }

    private static void Table(string path)
    {
        var table = ExperimentTable.Read(path);
        foreach (var name in table.Names)
            try
            {
                table.Input(name);
            }
            // One column that cannot be read leaves the others to be looked at.
            catch (InputException) { }
    }

    private static void Zones(string path)
    {
        var zones = ZoneFile.Read(path);
        foreach (var name in zones.Names)
            try
            {
                zones.Find(name);
            }
            // A fault in one must not keep the others from being looked at.
            catch (InputException) { }
    }

    private static void Incidents(string path)
    {
        using var file = IncidentFile.Open(path);
        IncidentSummary.Of(file);
        using var stream = File.OpenRead(path);
        using var live = IncidentFile.FromStream(stream, "live");
        foreach (var _ in live.Read()) { }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
            zip.Write(Utf8(text));
        return packed.ToArray();
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
