// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/completions.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <vector>

namespace fuseboard {
namespace {

struct Word {
    std::string text, about;
};

/// What may follow the verbs so far, as `/export/team` names them.
struct Place {
    std::vector<Word> verbs, options;
    bool takesFile = false; ///< as an argument without a name
};

/// Options by what they take.
struct Words {
    std::map<std::string, Place> places;
    std::set<std::string> withDirectory, withFile, withText;
};

const std::set<std::string> directoryOptions {"--profile"}, fileOptions {"--out"}, fileArguments {"FILE"};

void gather(const CLI::App& app, const std::string& path, Words& words)
{
    Place& place = words.places[path];
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_lnames().empty()) {
            place.takesFile = place.takesFile || fileArguments.contains(option->get_name());
            continue;
        }
        const std::string name = "--" + option->get_lnames().front();
        place.options.push_back({name, option->get_description()});
        if (directoryOptions.contains(name))
            words.withDirectory.insert(name);
        else if (fileOptions.contains(name))
            words.withFile.insert(name);
        else if (option->get_items_expected_max() > 0)
            words.withText.insert(name);
    }
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
        place.verbs.push_back({verb->get_name(), verb->get_description()});
        gather(*verb, path + "/" + verb->get_name(), words);
    }
}

std::string joined(const std::set<std::string>& parts, const std::string& between)
{
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : between) + part;
    return out;
}

/// In single quotes, as all three shells read them; a single quote itself becomes a typographic one.
std::string quoted(std::string text)
{
    for (auto at = text.find('\''); at != std::string::npos; at = text.find('\'', at))
        text.replace(at, 1, "’");
    return "'" + text + "'";
}

std::string paths(const Words& words)
{
    std::set<std::string> all;
    for (const auto& [path, place] : words.places)
        if (!path.empty())
            all.insert(path);
    return joined(all, "|");
}

// REUSE-IgnoreStart
constexpr auto licence = "# SPDX-FileCopyrightText: 2026 The Fuseboard authors\n# SPDX-License-Identifier: GPL-3.0-or-later\n";
// REUSE-IgnoreEnd

std::string bash(const Words& words)
{
    std::string cases;
    for (const auto& [path, place] : words.places) {
        std::string all;
        for (const auto& list : {place.verbs, place.options})
            for (const Word& word : list)
                all += (all.empty() ? "" : " ") + word.text;
        cases += std::format("    {}) words=\"{}\"{} ;;\n", path.empty() ? "\"\"" : path, all,
            place.takesFile ? "; [[ $current == -* ]] || files=1" : "");
    }
    return std::format(R"(# bash completion for fuseboardctl
{}_fuseboardctl() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path="" word words="" files=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $path/$word in {}) path=$path/$word ;; esac
  done
  case $previous in
    {}) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    {}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    {}) COMPREPLY=(); return ;;
  esac
  case $path in
{}  esac
  if [ -n "$files" ]; then mapfile -t COMPREPLY < <(compgen -f -- "$current")
  else mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); fi
}}
complete -o filenames -F _fuseboardctl fuseboardctl
)",
        licence, paths(words), joined(words.withDirectory, "|"), joined(words.withFile, "|"), joined(words.withText, "|"),
        cases);
}

std::string zsh(const Words& words)
{
    std::string cases;
    for (const auto& [path, place] : words.places) {
        std::string all;
        for (const auto& list : {place.verbs, place.options})
            for (const Word& word : list)
                all += " " + quoted(word.text + ":" + word.about);
        cases += std::format("  ({}) found=({}){} ;;\n", path.empty() ? "''" : path, all, place.takesFile ? "; _files" : "");
    }
    return std::format(R"(#compdef fuseboardctl
{}local path="" word
local -a found
for word in ${{words[2,CURRENT-1]}}; do
  case $path/$word in ({}) path=$path/$word ;; esac
done
case ${{words[CURRENT-1]}} in
  ({}) _files -/; return ;;
  ({}) _files; return ;;
  ({}) return ;;
esac
case $path in
{}esac
_describe 'fuseboardctl' found
)",
        licence, paths(words), joined(words.withDirectory, "|"), joined(words.withFile, "|"), joined(words.withText, "|"),
        cases);
}

std::string fish(const Words& words)
{
    std::string out = std::format(R"(# fish completion for fuseboardctl
{}function __fuseboardctl_path
  set -l path ""
  for word in (commandline -opc)[2..-1]
    if contains -- $path/$word {}
      set path $path/$word
    end
  end
  echo $path
end
complete -c fuseboardctl -f
)",
        licence,
        joined(
            [&] {
                std::set<std::string> all;
                for (const auto& [path, place] : words.places)
                    if (!path.empty())
                        all.insert(path);
                return all;
            }(),
            " "));
    for (const auto& [path, place] : words.places) {
        const std::string here = std::format("complete -c fuseboardctl -n 'test \"$(__fuseboardctl_path)\" = \"{}\"'", path);
        for (const Word& verb : place.verbs)
            out += std::format("{} -a {} -d {}\n", here, verb.text, quoted(verb.about));
        for (const Word& option : place.options)
            out += std::format("{} -l {}{} -d {}\n", here, option.text.substr(2),
                words.withDirectory.contains(option.text) || words.withFile.contains(option.text) ? " -r -F"
                    : words.withText.contains(option.text)                                        ? " -x"
                                                                                                  : "",
                quoted(option.about));
        if (place.takesFile)
            out += here + " -F\n";
    }
    return out;
}

} // namespace

std::string completions(const CLI::App& app, const std::string& shell)
{
    Words words;
    gather(app, {}, words);
    return shell == "bash" ? bash(words) : shell == "zsh" ? zsh(words) : shell == "fish" ? fish(words) : std::string();
}

} // namespace fuseboard
