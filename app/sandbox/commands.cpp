// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/commands.h"

#include "sandbox/company/companyrun.h"
#include "sandbox/provider/provider.h"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdio>
#include <format>
#include <iostream>

namespace fuseboard::sandbox {
namespace {

void say(const std::string& line)
{
    std::cout << line << std::endl; // whoever started us waits for the line
}

std::int64_t unixMicros()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<ProviderPrices> pricesFrom(const std::string& file)
{
    if (file.empty())
        return ProviderPrices::builtIn();
    const auto text = readText(file);
    if (!text)
        return std::unexpected(text.error());
    auto prices = ProviderPrices::parse(*text);
    if (!prices)
        return fail(ErrorCode::badConfig, file, prices.error());
    return std::move(*prices);
}

} // namespace

Result<void> runProvider(const ProviderCommand& command)
{
    const auto prices = pricesFrom(command.pricesFile);
    if (!prices)
        return std::unexpected(prices.error());
    const auto endpoint = http::Endpoint::parse(command.listen);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    const auto secrets = Secrets::open(command.directory);
    if (!secrets)
        return std::unexpected(secrets.error());
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const auto firstDay = command.firstDay.empty() ? std::optional(today) : dayFrom(command.firstDay);
    if (!firstDay)
        return fail(ErrorCode::badInstant, command.firstDay, "--first-day wants a date, 2026-11-24");
    const auto state = ProviderState::open(command.directory, {.seed = command.seed, .firstLiveDay = *firstDay});
    if (!state)
        return std::unexpected(state.error());

    boost::asio::io_context io(1);
    try {
        Provider provider({.directory = command.directory,
                              .state = *state,
                              .prices = *prices,
                              .amounts = command.amounts == "number" ? AmountStyle::number
                                  : command.amounts == "mixed"       ? AmountStyle::mixed
                                                                     : AmountStyle::text,
                              .unixMicros = &unixMicros},
            *secrets);
        http::Server server(io, [&provider](http::Exchange& exchange) { return provider.handle(exchange); });
        const auto address = server.listenTcp(*endpoint);
        if (!address)
            return std::unexpected(address.error());
        boost::asio::signal_set signals(io, SIGINT, SIGTERM);
        signals.async_wait([&](const boost::system::error_code&, int) {
            server.closeAll();
            io.stop();
        });
        say("provider http://" + *address);
        say("ready");
        io.run();
    } catch (const DatabaseError& error) {
        return fail(ErrorCode::historyUnreadable, command.directory + "/invoice.db", error.what());
    }
    return {};
}

Result<void> runCompany(const CompanyCommand& command)
{
    const auto gateway = http::Url::parse(command.gateway);
    if (!gateway)
        return std::unexpected(gateway.error());
    const auto callers = readKeysFile(command.keysFile);
    if (!callers)
        return std::unexpected(callers.error());
    std::vector<TraceCall> trace;
    if (!command.trace.empty()) {
        auto read = readTrace(command.trace, command.traceDirectory);
        if (!read)
            return std::unexpected(read.error());
        trace = std::move(*read);
    }
    const TroubleMix troubles = command.troubles == "none" ? TroubleMix::none
        : command.troubles == "all"                        ? TroubleMix::all
                                                           : TroubleMix::errors;

    boost::asio::io_context io(1);
    CompanyOptions options {.gateway = *gateway, .calls = command.calls, .runawayAfter = std::nullopt, .say = &say};
    if (command.runawayAfterSeconds)
        options.runawayAfter = std::chrono::milliseconds(static_cast<std::int64_t>(*command.runawayAfterSeconds * 1000));
    CompanyRun run(io, std::move(options), *callers, {command.seed, *callers, troubles, command.rate, std::move(trace)});
    boost::asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code&, int) { io.stop(); });
    run.start(command.calls ? std::function<void()>([&] { io.stop(); }) : std::function<void()>());
    io.run();
    say(run.tally().json());
    return {};
}

Result<void> printInvoice(const std::string& directory, bool json)
{
    const std::string path = directory + "/invoice.db";
    if (!std::filesystem::exists(path))
        return fail(ErrorCode::fileUnreadable, path, "there is no invoice");
    try {
        const auto lines = Invoice(path, Database::Open::readOnly).lines();
        if (json) {
            say(invoiceJson(lines));
            return {};
        }
        std::int64_t total = 0;
        for (const InvoiceLine& line : lines) {
            total += line.nano;
            say(std::format(
                "{:24} {:32} {:24} {:>8} calls  ${}", line.project, line.key, line.model, line.calls, dollarsOf(line.nano)));
        }
        say(std::format("total ${}", dollarsOf(total)));
    } catch (const DatabaseError& error) {
        return fail(ErrorCode::historyUnreadable, path, error.what());
    }
    return {};
}

} // namespace fuseboard::sandbox
