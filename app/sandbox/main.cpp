// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/commands.h"
#include "sandbox/company/setup.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

using namespace fuseboard;

/// One sentence: what thing, what happened.
std::string sentence(const Error& error)
{
    const std::string what = error.detail.empty() ? std::string() : ": " + error.detail;
    switch (error.code) {
    case ErrorCode::directoryMissing: return "There is no directory " + error.subject + ".";
    case ErrorCode::portInUse: return error.subject + " is taken by another program" + what + ".";
    case ErrorCode::fileUnreadable: return error.subject + " can't be read" + what + ".";
    case ErrorCode::fileUnwritable: return error.subject + " can't be written" + what + ".";
    case ErrorCode::badDocument:
    case ErrorCode::badConfig: return error.subject + " can't be used" + what + ".";
    default: return error.subject + what + ".";
    }
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app("A provider that costs nothing and a company that calls it.", "fuseboard-sandbox");
    app.set_version_flag("--version", FUSEBOARD_VERSION);
    app.require_subcommand(1);

    sandbox::ProviderCommand provider;
    auto* providerApp = app.add_subcommand("provider", "Serve both dialects, an invoice, and the usage of two made-up months");
    providerApp->add_option("--dir", provider.directory, "Where invoice and keys are kept")->required();
    providerApp->add_option("--listen", provider.listen, "Address and port; port 0: any")->capture_default_str();
    providerApp->add_option("--seed", provider.seed, "Of the made-up past; only the first start of a directory asks");
    providerApp->add_option(
        "--first-day", provider.firstDay, "UTC day the past ends before; only the first start of a directory asks");
    providerApp->add_option("--prices", provider.pricesFile, "Another price file than the built-in one");
    providerApp->add_option("--cost-values", provider.amounts, "How costs are written")
        ->check(CLI::IsMember({"string", "number", "mixed"}))
        ->capture_default_str();

    sandbox::CompanyCommand company;
    auto* companyApp = app.add_subcommand("company", "Call a gateway as a company of teams and agents does");
    companyApp->add_option("--gateway", company.gateway, "Address of the gateway")->required();
    companyApp->add_option("--keys", company.keysFile, "The company.json that setup wrote")->required();
    companyApp->add_option("--seed", company.seed, "Of sizes and times")->capture_default_str();
    companyApp->add_option("--rate", company.rate, "How much faster than usual")
        ->check(CLI::Range(0.001, 1e6))
        ->capture_default_str();
    companyApp->add_option("--calls", company.calls, "End after exactly so many calls and print a summary")
        ->check(CLI::Range(1L, 1'000'000'000L));
    companyApp
        ->add_option("--runaway-after", company.runawayAfterSeconds, "Seconds until one agent runs away; without it none does")
        ->check(CLI::Range(0.0, 1e7));
    companyApp->add_option("--troubles", company.troubles, "What callers provoke; all: also cut answers and untold usage")
        ->check(CLI::IsMember({"none", "errors", "all"}))
        ->capture_default_str();
    auto* trace = companyApp->add_option("--trace", company.trace, "Replay sizes and arrivals of a real trace")
                      ->check(CLI::IsMember({"azure", "mooncake"}));
    auto* traceDirectory = companyApp->add_option("--trace-dir", company.traceDirectory, "Where the trace's files are");
    trace->needs(traceDirectory);
    traceDirectory->needs(trace);

    std::string setupDirectory, providerUrl, invoiceDirectory;
    auto* setupApp = app.add_subcommand("setup", "Write company.json and the keys that a sandbox profile is made from");
    setupApp->add_option("--dir", setupDirectory, "The provider's directory")->required();
    setupApp->add_option("--provider-url", providerUrl, "Address of the provider")->required();

    bool asJson = false;
    auto* invoiceApp = app.add_subcommand("invoice", "Print the provider's exact invoice");
    invoiceApp->add_option("--dir", invoiceDirectory, "The provider's directory")->required();
    invoiceApp->add_flag("--json", asJson, "As JSON");

    CLI11_PARSE(app, argc, argv);
    try {
        const auto done = *providerApp ? sandbox::runProvider(provider)
            : *companyApp              ? sandbox::runCompany(company)
            : *setupApp                ? sandbox::writeSetup(setupDirectory, providerUrl)
                                       : sandbox::printInvoice(invoiceDirectory, asJson);
        if (done)
            return 0;
        std::cerr << sentence(done.error()) << '\n';
    } catch (const std::exception& error) {
        std::cerr << "fuseboard-sandbox stopped: " << error.what() << ".\n";
    }
    return 1;
}
