// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/openledger.h"
#include "gateway/program.h"

#include <CLI/CLI.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    using namespace fuseboard;
    CLI::App app {"Fuseboard's gateway: meters, prices and stops calls to AI providers."};
    std::string config, directory, without;
    app.set_version_flag("--version", FUSEBOARD_VERSION);
    auto* serving = app.add_option("--config", config, "Serve as this gateway.toml says");
    app.add_option("--init", directory, "Make holds.db and ledger.db in this directory")->excludes(serving);
    app.add_option("--forgo-journal", without, "The ledger in this directory shall do without its lost journal")
        ->excludes(serving)
        ->excludes("--init");
    CLI11_PARSE(app, argc, argv);
    if (config.empty() && directory.empty() && without.empty()) {
        std::cerr << "fuseboard-gateway: give --config FILE, --init DIR or --forgo-journal DIR.\n";
        return 2;
    }
    try {
        const auto done = !config.empty() ? gateway::serve(config)
            : !directory.empty()          ? gateway::initialise(directory)
                                          : gateway::forgoJournal(without);
        if (done)
            return 0;
        std::cerr << "fuseboard-gateway: " << gateway::sentence(done.error()) << "\n";
    } catch (const std::exception& error) {
        std::cerr << "fuseboard-gateway: " << error.what() << "\n";
    }
    return 1;
}
