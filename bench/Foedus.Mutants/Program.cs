using Foedus;
using Foedus.Mutants;

var root = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Combine(root.FullName, "Foedus.slnx")))
    root = root.Parent ?? throw new InvalidOperationException("The program runs inside the repository.");
try
{
    var arguments = Arguments.Parse(args, root.FullName);
    var experiment = new Experiment(root.FullName, arguments);
    foreach (var folder in arguments.Folders)
        experiment.Run(folder);
    return 0;
}
catch (InputException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 1;
}
