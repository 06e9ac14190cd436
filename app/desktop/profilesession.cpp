// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/profilesession.h"

#include "connectors/keystore.h"
#include "owner/busservice.h"
#include "owner/ownerlock.h"
#include "text/errortext.h"

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto betweenTries = 250ms;
constexpr auto grace = 1500ms; ///< an owner whose sources changed starts anew within this
constexpr auto longestSearch = 4s; ///< at a start, for an owner that holds the lock and can't be attached to

bool isGone(ErrorCode code) { return code == ErrorCode::cutOff || code == ErrorCode::unreachable; }

} // namespace

ProfileSession::ProfileSession(Profile profile, std::shared_ptr<KeyStore> keys)
    : m_profile(std::move(profile))
    , m_keys(std::move(keys))
{
    m_again.setSingleShot(true);
    m_again.setInterval(betweenTries);
    connect(&m_again, &QTimer::timeout, this, &ProfileSession::tryAgain);
}

ProfileSession::~ProfileSession() { close(); }

void ProfileSession::close()
{
    m_again.stop();
    m_attached.reset();
    m_server.reset();
    m_commands.reset();
    m_engine.reset();
    m_prepared.reset();
    m_isShown = false;
}

bool ProfileSession::isOwnedElsewhere() const
{
    const auto lock = OwnerLock::take(m_profile.lockFile());
    return !lock && lock.error().code == ErrorCode::historyBusy;
}

WatchedProfile* ProfileSession::watched() const
{
    if (m_engine)
        return m_engine.get();
    return m_isShown ? m_attached.get() : nullptr;
}

void ProfileSession::prepare(const EngineOptions& options)
{
    m_prepared.reset();
    m_options = options;
    m_prepared = Engine::open(m_profile, m_options, m_keys);
    if (*m_prepared)
        (**m_prepared)->prepare();
}

Result<void> ProfileSession::open(const EngineOptions& options)
{
    if (!m_prepared || m_options != options)
        prepare(options);
    auto engine = *std::exchange(m_prepared, std::nullopt);
    if (engine)
        return own(*std::move(engine));
    if (engine.error().code != ErrorCode::historyBusy)
        return std::unexpected(engine.error());
    m_fault = engine.error();
    attach();
    return {};
}

Result<void> ProfileSession::own(std::unique_ptr<Engine> engine)
{
    m_engine = std::move(engine);
    m_commands = std::make_unique<OwnerCommands>(*m_engine);
    m_commands->setRaise([this](const QString& token) { Q_EMIT raiseRequested(token); });
    m_server = std::make_unique<OwnerServer>(*m_commands);
    if (auto listening = m_server->listen(m_profile.ownerSocket()); !listening)
        return listening;
    if (!m_profile.isSandbox()) // play money answers no scripts
        (new BusService(*m_engine, *m_commands, m_server.get()))->listen();
    watch({});
    Q_EMIT begun(*m_engine);
    m_engine->start();
    return {};
}

void ProfileSession::attach()
{
    m_alone.start();
    m_attached = std::make_unique<AttachedOwner>(m_profile);
    connect(m_attached.get(), &AttachedOwner::attached, this, &ProfileSession::attachedTo);
    connect(m_attached.get(), &AttachedOwner::lost, this, &ProfileSession::lost);
    m_attached->start();
}

void ProfileSession::attachedTo(const OwnerIntroduction& owner)
{
    if (!m_isShown && owner.hasWindow) {
        const QJsonObject raise {{QStringLiteral("do"), QStringLiteral("raise")},
            {QStringLiteral("token"), qEnvironmentVariable("XDG_ACTIVATION_TOKEN")}};
        m_attached->ask(raise).then(this, [this](const Result<QJsonObject>& done) {
            if (done)
                Q_EMIT raised();
            else
                Q_EMIT refused(m_fault.value_or(done.error()));
        });
        return;
    }
    if (!m_isShown && !owner.stays) { // a command that goes with its answer, and would wait for us
        letGo();
        m_again.start();
        return;
    }
    m_fault.reset();
    m_again.stop();
    watch({.kind = Watcher::Kind::another, .who = owner.who(), .since = m_clock.now()});
    if (!std::exchange(m_isShown, true))
        Q_EMIT begun(*m_attached);
}

void ProfileSession::lost(const Error& error)
{
    if (m_isShown && m_watcher.kind == Watcher::Kind::another)
        m_alone.start();
    if (m_isShown) {
        const QString who = m_watcher.who;
        const bool isSilent = error.code == ErrorCode::timedOut;
        const auto kind = isGone(error.code) ? Watcher::Kind::nobody : Watcher::Kind::unseen;
        if (m_watcher.kind != kind) // since then; and every try ends so again
            watch({.kind = kind,
                .who = who,
                .since = isSilent ? m_clock.now() - LinkPatience().silence : m_clock.now(), // it was last heard
                .why = isSilent ? QString() : QString::fromStdString(error.detail)});
    } else if (m_alone.durationElapsed() > longestSearch) {
        Error busy = m_fault.value_or(error);
        if (!error.detail.empty() && !isGone(error.code))
            busy.detail += ": " + error.detail;
        Q_EMIT refused(busy);
        return;
    }
    m_again.start();
}

void ProfileSession::tryAgain()
{
    const bool isDue = !m_isShown || m_alone.durationElapsed() > grace || (m_attached && m_attached->hasPresses());
    if (isDue && takeOver())
        return;
    if (m_attached)
        m_attached->start();
    else if (m_alone.durationElapsed() > longestSearch)
        Q_EMIT refused(m_fault.value_or(Error {ErrorCode::historyBusy, m_profile.lockFile().toStdString(), {}}));
    else
        attach();
}

bool ProfileSession::takeOver()
{
    auto engine = Engine::open(m_profile, m_options, m_keys);
    if (!engine) {
        if (engine.error().code != ErrorCode::historyBusy && m_fault != engine.error())
            Q_EMIT failed(engine.error());
        m_fault = engine.error();
        return false;
    }
    const std::vector<FreezePress> presses = m_attached ? m_attached->takePresses() : std::vector<FreezePress>();
    letGo();
    m_isShown = false;
    if (const auto owned = own(*std::move(engine)); !owned)
        Q_EMIT failed(owned.error());
    for (const FreezePress& press : presses)
        m_engine->freeze(press.scope, press.mode, QString::fromStdString(press.reason));
    return true;
}

/// Not at once: one of its signals may have led here.
void ProfileSession::letGo()
{
    if (AttachedOwner* old = m_attached.release()) {
        old->disconnect();
        old->deleteLater();
    }
}

void ProfileSession::watch(const Watcher& watcher)
{
    m_watcher = watcher;
    Q_EMIT watcherChanged(m_watcher);
}

} // namespace fuseboard
