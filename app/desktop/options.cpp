// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/options.h"

#include "connectors/keyargument.h"

#include <CLI/CLI.hpp>

#include <QDir>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace fuseboard {
namespace {

/// What QApplication takes for itself (mirrored layout, another platform or display), which is none of our business here.
std::vector<std::string> withoutQtOptions(int argc, char** argv)
{
    std::vector<std::string> ours;
    for (int i = argc - 1; i > 0; --i) // last first, as CLI11 wants them
        ours.emplace_back(argv[i]);
    const auto drop = [&ours](std::string_view name, std::ptrdiff_t values) {
        const auto found = std::ranges::find(ours, name);
        if (found != ours.end() && found - ours.begin() >= values)
            ours.erase(found - values, found + 1);
    };
    drop("-reverse", 0);
    for (const std::string_view name : {"-platform", "-display", "-style"})
        drop(name, 1);
    return ours;
}

} // namespace

std::expected<DesktopOptions, int> parseDesktopOptions(int argc, char** argv)
{
    DesktopOptions options;
    std::string profile, team, reason = "fuseboard --freeze";
    int seconds = 0;
    CLI::App app("Where the money for AI tokens goes, and the switch that stops it.", "fuseboard");
    app.set_version_flag("--version", FUSEBOARD_VERSION);
    app.add_option("--profile", profile, "Directory of the profile; without it, your own");
    auto* sandbox = app.add_flag("--sandbox", options.sandbox, "Play with a made-up company: not your money");
    app.add_flag("--fresh", options.fresh, "Begin with an empty sandbox profile")->needs(sandbox);
    auto* freeze =
        app.add_option("--freeze", team, "Freeze this team, by whoever owns the profile, and end")
            ->check([](const std::string& name) { return name.empty() ? std::string("it is blank") : std::string(); });
    app.add_option("--reason", reason, "Why; kept in the audit log")->needs(freeze);
    app.add_flag("--background", options.background, "Show no window at first, where you chose to keep watching");
    app.add_option("--seconds", seconds, "End by itself after so many seconds")->check(CLI::PositiveNumber);
    if (hasKeyArgument(argc, argv)) {
        std::cerr << "fuseboard: a key does not belong on the command line, where every program on this computer can read it. "
                     "Nothing was started. Enter it in the window.\n";
        return std::unexpected(2);
    }
    try {
        app.parse(withoutQtOptions(argc, argv));
    } catch (const CLI::ParseError& error) {
        return std::unexpected(app.exit(error) == 0 ? 0 : 2);
    }
    if (!profile.empty()) {
        options.directory = QDir(QString::fromStdString(profile)).absolutePath();
        options.profile = Profile::under(QString::fromStdString(profile));
    } else if (options.sandbox)
        options.profile = Profile::standardSandbox();
    options.freezeTeam = QString::fromStdString(team);
    options.freezeReason = QString::fromStdString(reason);
    if (seconds > 0)
        options.seconds = std::chrono::seconds(seconds);
    return options;
}

} // namespace fuseboard
