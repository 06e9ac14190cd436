// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/program.h"

#include "gateway/adminapi.h"
#include "gateway/callersdoor.h"
#include "gateway/openfiles.h"
#include "gateway/policyfile.h"
#include "gateway/spendrate/ratelearner.h"
#include "gateway/telemetry/telemetryservice.h"
#include "http/server.h"

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <iostream>
#include <sys/resource.h>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

namespace asio = boost::asio;

constexpr auto drainTime = std::chrono::seconds(30);
constexpr auto lastWords = std::chrono::seconds(2); // for error events and rows of calls that had to be cut
constexpr http::ServerLimits remoteAdminLimits {.connections = 256};
constexpr auto ledgerLook = std::chrono::seconds(1);
constexpr auto drainStep = std::chrono::milliseconds(20);

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// Everything that runs, in the order in which it must end.
class Gateway {
public:
    explicit Gateway(std::shared_ptr<const PolicyBook> policy)
        : m_config(policy->config())
        , m_desk(std::move(policy))
        , m_callers(m_config->callerThreads)
        , m_files(openFiles(*m_config, m_desk))
        , m_asks(m_config->data / "asks.db")
        , m_events(m_adminIo)
        , m_services {.desk = m_desk,
              .ledger = m_files.ledger.get(),
              .holds = m_files.holds.get(),
              .closedBecause = m_files.closedBecause,
              .metrics = m_metrics,
              .events = m_events,
              .asks = m_asks,
              .loops = m_loops,
              .models = m_models,
              .shadows = m_shadows,
              .callersTls = {},
              .adminTls = {},
              .telemetry = nullptr,
              .listeners = {}}
        , m_admin(m_services)
        , m_adminServer(m_adminIo, [this](http::Exchange& e) { return m_admin.answer(e); })
        , m_remoteAdmin(
              m_adminIo, [this](http::Exchange& e) { return m_admin.answer(e); }, remoteAdminLimits)
        , m_endings(m_adminIo, SIGTERM, SIGINT)
        , m_reloads(m_adminIo, SIGHUP)
    {
    }
    ~Gateway() { m_callers.stop(); } // also where something was thrown: callers must not outlive what they are served with
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;

    Result<void> run()
    {
        restoreAsks();
        m_shadows.follow(m_desk.policy()->document().tiers.shadow, now());
        m_desk.whenRateChanges([this](const RateTrip& trip) { m_events.publish("breaker", rateEvent(trip)); });
        if (auto listening = listen(); !listening)
            return listening;
        http::spawn(m_adminIo, watchEndings());
        http::spawn(m_adminIo, watchReloads());
        http::spawn(m_adminIo, m_admin.watchPolicyFile());
        http::spawn(m_adminIo, m_rates.run());
        http::spawn(m_adminIo, watchLedger());
        m_callers.start();
        std::cout << "ready" << std::endl;
        if (const std::string closed = m_services.closed(); !closed.empty())
            spdlog::error("no calls are served: {}", closed);
        m_adminIo.run();
        m_callers.stop();
        m_callers.close();
        m_desk.whenRateChanges({}); // calls that are still suspended then outlive those who would be told
        return {};
    }

private:
    /// What people have allowed, and the end of what was asked about sessions: none is held yet. Without it less is allowed
    /// than was, and calls go on.
    void restoreAsks()
    {
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        const auto allowances = m_asks.allowances(now);
        if (!allowances)
            spdlog::error("what was allowed beyond budgets is not known: {}", sentence(allowances.error()));
        else
            for (const Allowance& allowance : *allowances)
                m_desk.allow(allowance);
        if (const auto ended = m_asks.endSessions(now); !ended)
            spdlog::error("what was asked about sessions stays open: {}", sentence(ended.error()));
    }

    Result<void> listen()
    {
        if (auto loaded = loadTls(); !loaded)
            return loaded;
        const auto callers = m_callers.listen(m_services, m_config->callers, m_services.callersTls);
        if (!callers)
            return std::unexpected(callers.error());
        const std::string callersUrl = (m_services.callersTls ? "https://" : "http://") + *callers;
        m_services.listeners.push_back(callersUrl);
        std::string admin;
        if (!m_config->adminSocket.empty()) {
            if (auto socket = m_adminServer.listenUnix(m_config->adminSocket); !socket)
                return socket;
            admin += "admin unix:" + m_config->adminSocket + "\n";
        }
        if (m_config->adminTcp) {
            const auto tcp = m_remoteAdmin.listenTcp(*m_config->adminTcp, m_services.adminTls);
            if (!tcp)
                return std::unexpected(tcp.error());
            admin += std::string(m_services.adminTls ? "admin https://" : "admin http://") + *tcp + "\n";
        }
        std::cout << "callers " << callersUrl << "\n" << admin;
        tellFingerprints();
        return listenForTelemetry();
    }

    Result<void> loadTls()
    {
        for (const auto& [files, tls] :
            {std::pair(&m_config->callersTls, &m_services.callersTls), std::pair(&m_config->adminTls, &m_services.adminTls)}) {
            if (!*files)
                continue;
            auto loaded = http::ServerTls::load(**files);
            if (!loaded)
                return std::unexpected(loaded.error());
            *tls = *std::move(loaded);
        }
        return {};
    }

    /// What desktops may pin.
    void tellFingerprints() const
    {
        for (const auto& [door, tls] : {std::pair("callers", &m_services.callersTls), std::pair("admin", &m_services.adminTls)})
            if (*tls)
                std::cout << door << " certificate sha256 " << (*tls)->fingerprint() << "\n";
    }

    void reloadTls() const
    {
        for (const auto& [door, tls] :
            {std::pair("callers", &m_services.callersTls), std::pair("admin", &m_services.adminTls)}) {
            if (!*tls)
                continue;
            if (const auto reloaded = (*tls)->reload(); reloaded)
                spdlog::info("the certificate of the {} is now {}", door, (*tls)->fingerprint());
            else
                spdlog::error("the last good certificate of the {} stays. {}", door, sentence(reloaded.error()));
        }
    }

    Result<void> listenForTelemetry()
    {
        if (!m_config->telemetry)
            return {};
        m_telemetry.emplace(*m_config->telemetry, m_config->data);
        m_services.telemetry = &m_telemetry->keeper();
        const auto address = m_telemetry->start(m_config->telemetry->listen);
        if (!address)
            return std::unexpected(address.error());
        std::cout << "telemetry http://" << *address << "\n";
        return {};
    }

    http::Async<void> watchEndings()
    {
        const auto [error, signal] = co_await m_endings.async_wait(http::nothrowAwait);
        if (error)
            co_return;
        spdlog::info("{}: the gateway stops", signal == SIGTERM ? "SIGTERM" : "SIGINT");
        m_isStopping = true;
        co_await drain();
    }

    /// Beside the endings: however many reloads were asked for, a stop waits for none.
    http::Async<void> watchReloads()
    {
        while (!m_isStopping) {
            if (const auto [error, signal] = co_await m_reloads.async_wait(http::nothrowAwait); error || m_isStopping)
                co_return;
            reloadTls();
            co_await m_admin.reload();
        }
    }

    /// Nobody may call any more by the time it works again.
    http::Async<void> watchLedger()
    {
        asio::steady_timer timer(m_adminIo);
        while (m_files.ledger) {
            timer.expires_after(ledgerLook);
            if (const auto [error] = co_await timer.async_wait(http::nothrowAwait); error)
                co_return;
            if (m_files.ledger->isDurable())
                m_services.troubles.ledgerWorks();
        }
    }

    http::Async<void> drain()
    {
        m_callers.stopAccepting();
        asio::steady_timer timer(m_adminIo);
        const auto idle = [&](SteadyTime until) -> http::Async<void> {
            const auto isBusy = [this] { return m_callers.isAccepting() || m_callers.inWork() > 0 || !m_desk.calls().empty(); };
            while (isBusy() && std::chrono::steady_clock::now() < until) {
                timer.expires_after(drainStep);
                co_await timer.async_wait(http::nothrowAwait);
            }
        };
        if (const auto running = m_desk.calls().size(); running > 0)
            spdlog::info("calls still running: {}; they have {} s to end", running, drainTime.count());
        co_await idle(std::chrono::steady_clock::now() + drainTime);
        m_services.isEnding = true;
        if (const auto running = m_desk.calls().size(); running > 0)
            spdlog::warn("calls still running: {}; they are cut", running);
        for (const auto& call : m_desk.calls())
            call->orderCut({});
        co_await idle(std::chrono::steady_clock::now() + lastWords);
        if (m_telemetry)
            m_telemetry->stop();
        m_adminServer.stopAccepting();
        m_remoteAdmin.stopAccepting();
        m_events.close();
        // The answers of the last calls are still on their way out of the callers' threads.
        timer.expires_after(drainStep);
        co_await timer.async_wait(http::nothrowAwait);
        m_adminServer.closeAll();
        m_remoteAdmin.closeAll();
        m_adminIo.stop();
    }

    // Calls that are still suspended when the loops go tell the desk so; the files' threads, which post to the loops, go
    // before them.
    const std::shared_ptr<const Config> m_config; ///< of the start
    Desk m_desk;
    Metrics m_metrics;
    CallersDoor m_callers;
    asio::io_context m_adminIo {1};
    asio::executor_work_guard<asio::io_context::executor_type> m_adminWork = asio::make_work_guard(m_adminIo);
    OpenFiles m_files;
    AsksKeeper m_asks;
    std::optional<TelemetryService> m_telemetry;
    EventHub m_events;
    LoopDesk m_loops {m_desk, m_events};
    ModelBreakers m_models;
    ShadowBook m_shadows {now()};
    Services m_services;
    AdminApi m_admin;
    RateLearner m_rates {m_services};
    http::Server m_adminServer; ///< at the socket
    http::Server m_remoteAdmin; ///< over TCP, where strangers may come too: they take no connection from the socket
    asio::signal_set m_endings, m_reloads;
    bool m_isStopping = false;
};

/// The policy in the file; or what stands in for it until there is a valid one: the admin door must be there for that.
std::shared_ptr<const PolicyBook> policyAtStart(const std::shared_ptr<const Config>& config)
{
    auto policy = loadPolicy(config);
    if (policy)
        return *policy;
    return PolicyBook::invalid(config, readPolicyText(*config).value_or(""),
        "Its policy is not valid. " + sentence(firstFault(policy.error(), *config)));
}

void setUpProcess(const Config& config)
{
    auto logger = std::make_shared<spdlog::logger>("gateway", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    spdlog::set_default_logger(std::move(logger));
    spdlog::set_level(spdlog::level::from_str(config.logLevel));
    rlimit files {};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max; // callers in a flood leave descriptors for the admin door
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    const rlimit none {0, 0}; // the process holds provider keys (SAFETY SE4)
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is like a full disk
    sigset_t noSignals; // whoever started it may have kept these to himself
    sigemptyset(&noSignals);
    ::pthread_sigmask(SIG_SETMASK, &noSignals, nullptr);
}

} // namespace

Result<void> initialise(const std::filesystem::path& directory)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(directory, ignored))
        return fail(ErrorCode::directoryMissing, directory.string());
    for (const char* name : {"holds.db", "ledger.db"})
        if (std::filesystem::exists(directory / name))
            return fail(ErrorCode::fileExists, (directory / name).string());
    if (auto holds = HoldsFile::create(directory / "holds.db"); !holds)
        return holds;
    return LedgerFile::create(directory / "ledger.db");
}

Result<void> serve(const std::filesystem::path& configFile)
{
    auto read = readConfig(configFile);
    if (!read)
        return std::unexpected(read.error());
    const auto config = std::make_shared<const Config>(*std::move(read));
    setUpProcess(*config);
    for (const std::string& warning : config->warnings)
        spdlog::warn("{}", warning);
    const auto lock = DirectoryLock::take(config->data);
    if (!lock)
        return std::unexpected(lock.error());
    Result<void> ran;
    {
        Gateway gateway(policyAtStart(config));
        ran = gateway.run();
    }
    if (ran)
        spdlog::info("the gateway has stopped");
    return ran;
}

std::string sentence(const Error& error)
{
    const std::string because = error.detail.empty() ? "." : ": " + error.detail + ".";
    switch (error.code) {
    case ErrorCode::portInUse: return error.subject + " is in use" + because;
    case ErrorCode::directoryMissing: return "The directory " + error.subject + " does not exist.";
    case ErrorCode::fileExists: return error.subject + " is there already; nothing was changed.";
    case ErrorCode::historyBusy: return error.subject + " is in use" + because;
    case ErrorCode::historyDamaged: return error.subject + " is damaged" + because;
    case ErrorCode::historyNewer: return error.subject + " is newer than this program" + because;
    case ErrorCode::diskFull: return "The disk of " + error.subject + " is full.";
    case ErrorCode::diskFailed: return "The disk failed while " + error.subject + " was saved" + because;
    case ErrorCode::fileUnwritable: return error.subject + " can't be written" + because;
    case ErrorCode::fileUnreadable:
    case ErrorCode::historyUnreadable: return error.subject + " can't be read" + because;
    default: return error.subject + because;
    }
}

} // namespace fuseboard::gateway
