// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectdialog.h"

#include "dialogs/keyplacerows.h"
#include "dialogs/parts.h"
#include "dialogs/sourceplace.h"
#include "theme/variant.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>

#include <algorithm>
#include <utility>

namespace fuseboard {

class ConnectDialog::Private {
public:
    [[nodiscard]] const SourceOffer& offer() const { return offers.at(static_cast<std::size_t>(kind->currentIndex())); }
    [[nodiscard]] QString at() const { return place->text().trimmed(); }
    [[nodiscard]] bool isSocket() const { return isSocketPlace(offer(), at()); }
    [[nodiscard]] bool hasKey() const { return offer().needsKey || offer().isGateway; }
    [[nodiscard]] bool keepsKey() const { return hasKey() && !isSocket(); }
    [[nodiscard]] bool isComplete() const
    {
        const bool named = !name->text().trimmed().isEmpty();
        if (offer().isLocalLog)
            return named;
        if (offer().isProxy)
            return named && !at().isEmpty() && !callers->text().trimmed().isEmpty();
        return named && !at().isEmpty() && (isSocket() || !hasKey() || !key->text().trimmed().isEmpty())
            && (!keepsKey() || keep->isComplete());
    }
    [[nodiscard]] QString fault() const
    {
        const QString ofPlace = placeFault(offer(), at());
        return !ofPlace.isEmpty() ? ofPlace
            : offer().isProxy     ? callersFault(callers->text().trimmed())
            : offer().mayBePinned ? certificateFault(certificate->text().trimmed(), at())
                                  : QString();
    }

    /// While somebody is asked, what was asked about stays as it is.
    void setAsking(bool asking, const QString& words, const char* variant)
    {
        for (QWidget* widget : std::initializer_list<QWidget*> {
                 kind, name, place, choose, callers, breaker, account, certificate, key, freezeKey, test, connect})
            widget->setEnabled(!asking);
        keep->setEnabled(!asking);
        if (!asking)
            enableKeys();
        result->setText(words);
        setVariant(result, variant);
        result->show();
    }

    void enableKeys()
    {
        for (QLineEdit* edit : {key, freezeKey})
            edit->setEnabled(!isSocket());
    }

    std::vector<SourceOffer> offers;
    QComboBox *kind = nullptr, *breaker = nullptr;
    QLineEdit *name = nullptr, *place = nullptr, *callers = nullptr, *account = nullptr, *certificate = nullptr, *key = nullptr,
              *freezeKey = nullptr;
    QFormLayout* form = nullptr;
    KeyPlaceRows* keep = nullptr;
    bool showsKeep = true;
    QLabel *whereLabel = nullptr, *about = nullptr, *rights = nullptr, *faultLine = nullptr, *result = nullptr;
    QPushButton *test = nullptr, *connect = nullptr, *choose = nullptr;
};

ConnectDialog::ConnectDialog(std::vector<SourceOffer> offers, const QString& first, QWidget* parent, SealedKeysState sealed)
    : ScrollingDialog(parent)
    , d(std::make_unique<Private>())
{
    d->offers = std::move(offers);
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Add Source"));
    column().addWidget(plainLabel(tr("Add a source"), "title"));
    d->kind = namedBox(tr("Kind of source"));
    d->kind->setObjectName(QStringLiteral("kind"));
    for (const SourceOffer& offer : d->offers)
        d->kind->addItem(offer.title, offer.kind);
    d->kind->setCurrentIndex(std::max(d->kind->findData(first), 0));
    d->about = plainParagraph({}, "secondary");
    column().addWidget(d->about);
    d->name = namedEdit(tr("Name of the source"));
    d->name->setObjectName(QStringLiteral("sourceName"));
    d->place = namedEdit(tr("Address or socket of the source"));
    d->place->setObjectName(QStringLiteral("place"));
    d->account = namedEdit(tr("Account that pays for the calls"));
    d->account->setObjectName(QStringLiteral("account"));
    d->certificate = namedEdit(tr("Certificate of the source, a file or a fingerprint"));
    d->certificate->setObjectName(QStringLiteral("certificate"));
    d->certificate->setPlaceholderText(tr("Empty, or /path/ca.pem, or its SHA-256"));
    d->certificate->setToolTip(
        tr("Empty: this computer trusts it already. Else the file of your own authority, or the fingerprint that the gateway "
           "writes at its start."));
    d->key = namedEdit(tr("Key of the source"));
    d->key->setObjectName(QStringLiteral("key"));
    d->key->setEchoMode(QLineEdit::Password);
    d->freezeKey = namedEdit(tr("Key to freeze with"));
    d->freezeKey->setObjectName(QStringLiteral("freezeKey"));
    d->freezeKey->setEchoMode(QLineEdit::Password);
    d->freezeKey->setPlaceholderText(tr("Left empty, it is only read"));
    d->callers = namedEdit(tr("Where callers reach the proxy"));
    d->callers->setObjectName(QStringLiteral("callers"));
    d->callers->setPlaceholderText(QStringLiteral("http://127.0.0.1:18080"));
    d->breaker = namedBox(tr("Where the proxy looks up what is frozen"));
    d->breaker->setObjectName(QStringLiteral("breaker"));
    d->breaker->addItem(tr("Stick table: survives a reload, peers share it"));
    d->breaker->addItem(tr("Map: any of its sockets may change it"));
    d->form = new QFormLayout;
    d->form->setHorizontalSpacing(12);
    d->form->addRow(tr("&Kind"), d->kind);
    d->form->addRow(tr("&Name"), d->name);
    d->choose = plainButton(tr("C&hoose…"));
    d->choose->setObjectName(QStringLiteral("chooseFolder"));
    d->choose->setAccessibleName(tr("Choose the folder of the logs"));
    auto* where = new QWidget;
    auto* whereRow = new QHBoxLayout(where);
    whereRow->setContentsMargins(0, 0, 0, 0);
    whereRow->addWidget(d->place, 1);
    whereRow->addWidget(d->choose);
    d->whereLabel = plainLabel(tr("Addr&ess"));
    d->whereLabel->setBuddy(d->place);
    d->form->addRow(d->whereLabel, where);
    d->form->addRow(tr("Ca&llers"), d->callers);
    d->form->addRow(tr("&Breaker"), d->breaker);
    d->form->addRow(tr("Acc&ount"), d->account);
    d->form->addRow(tr("&Certificate"), d->certificate);
    d->form->addRow(tr("Ke&y"), d->key);
    d->form->addRow(tr("&Freeze with"), d->freezeKey);
    d->keep = new KeyPlaceRows(*d->form, sealed, this);
    alignLabels(*d->form);
    column().addLayout(d->form);
    d->rights = plainParagraph({}, "secondary");
    d->rights->setObjectName(QStringLiteral("rights"));
    column().addWidget(d->rights);
    d->faultLine = plainParagraph({}, "crit");
    d->result = plainParagraph({}, "secondary");
    d->result->setObjectName(QStringLiteral("testResult"));
    d->result->hide();
    column().addWidget(d->faultLine);
    column().addWidget(d->result);
    column().addStretch(1);
    d->test = plainButton(tr("&Test"));
    d->test->setObjectName(QStringLiteral("test"));
    d->test->setAccessibleName(tr("Test this source"));
    d->connect = plainButton(tr("Connect"), "primary");
    d->connect->setObjectName(QStringLiteral("connect"));
    d->connect->setDefault(true);
    buttons().addWidget(d->test);
    buttons().addStretch(1);
    buttons().addWidget(cancelButton(*this));
    buttons().addWidget(d->connect);

    const auto update = [this] {
        const QString sentence = d->fault();
        showFault(d->faultLine, sentence);
        const bool complete = sentence.isEmpty() && d->isComplete();
        d->test->setEnabled(complete);
        d->connect->setEnabled(complete);
        d->enableKeys();
        if (d->keepsKey() != std::exchange(d->showsKeep, d->keepsKey()))
            d->keep->setVisible(d->showsKeep);
        d->key->setPlaceholderText(d->isSocket() ? tr("not needed over a socket") : tr("Not shown again once saved"));
        d->result->hide();
        growToFit();
    };
    const auto suggest = [this, update] {
        const SourceOffer& offer = d->offer();
        d->about->setText(offer.about);
        const QString freezes =
            offer.freezeRights.isEmpty() ? QString() : QLatin1Char('\n') + tr("To freeze with: %1").arg(offer.freezeRights);
        d->rights->setText(tr("Key: %1").arg(offer.rights) + freezes);
        d->rights->setVisible(!offer.rights.isEmpty());
        d->name->setText(offer.name);
        d->place->setText(offer.url);
        d->whereLabel->setText(offer.isLocalLog ? tr("Fold&er") : tr("Addr&ess"));
        d->choose->setVisible(offer.isLocalLog);
        d->place->setPlaceholderText(offer.isGateway ? tr("https://gateway.example or /path/to/gateway.sock")
                : offer.isProxy                      ? tr("/run/haproxy/admin.sock or tcp://127.0.0.1:9999")
                : offer.isLocalLog                   ? tr("Where the tool usually keeps them")
                                                     : QString());
        d->account->setText(offer.account);
        d->certificate->clear();
        d->key->clear();
        d->freezeKey->clear();
        d->form->setRowVisible(d->callers, offer.isProxy);
        d->form->setRowVisible(d->breaker, offer.isProxy);
        d->form->setRowVisible(d->account, !offer.account.isEmpty());
        d->form->setRowVisible(d->certificate, offer.mayBePinned);
        d->form->setRowVisible(d->key, d->hasKey());
        d->form->setRowVisible(d->freezeKey, !offer.freezeRights.isEmpty());
        d->test->setText(offer.isLocalLog ? tr("&Look") : tr("&Test"));
        update();
        if (offer.isLocalLog) // costs nothing, and says at once whether there is something
            QMetaObject::invokeMethod(d->test, &QPushButton::click, Qt::QueuedConnection);
    };
    connect(d->kind, &QComboBox::currentIndexChanged, this, suggest);
    for (QLineEdit* edit : {d->name, d->place, d->callers, d->account, d->certificate, d->key, d->freezeKey})
        connect(edit, &QLineEdit::textChanged, this, update);
    connect(d->keep, &KeyPlaceRows::changed, this, update);
    connect(d->test, &QPushButton::clicked, this, [this] {
        const SourceDraft asked = draft();
        d->setAsking(true, d->offer().isLocalLog ? tr("Looking for logs…") : tr("Asking %1…").arg(asked.name), "secondary");
        Q_EMIT testRequested(asked);
    });
    connect(d->choose, &QPushButton::clicked, this, [this] {
        auto* folder = new QFileDialog(this, tr("Folder of the Logs"));
        folder->setAttribute(Qt::WA_DeleteOnClose);
        folder->setFileMode(QFileDialog::Directory);
        folder->setOption(QFileDialog::ShowDirsOnly);
        folder->setFilter(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot); // the tools keep theirs in hidden ones
        connect(folder, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
            d->place->setText(chosen);
            d->test->click();
        });
        folder->open();
    });
    connect(d->connect, &QPushButton::clicked, this, [this] {
        const SourceDraft asked = draft();
        d->setAsking(true,
            (!asked.hasKey() || asked.keep.place != KeyPlace::keyring
                    ? tr("Connecting %1…")
                    : tr("Connecting %1… Your keyring may ask to be unlocked."))
                .arg(asked.name),
            "secondary");
        Q_EMIT connectRequested(asked);
    });
    for (QLineEdit* edit : {d->key, d->freezeKey})
        connect(this, &QDialog::finished, edit, &QLineEdit::clear);
    connect(this, &QDialog::finished, d->keep, &KeyPlaceRows::clear);
    suggest();
    d->name->setFocus();
    setSizeInLines(32);
}

ConnectDialog::~ConnectDialog() = default;

SourceDraft ConnectDialog::draft() const
{
    SourceDraft draft;
    draft.kind = d->offer().kind;
    draft.name = d->name->text().trimmed();
    QString place = d->at();
    while (!d->isSocket() && place.endsWith(QLatin1Char('/')))
        place.chop(1); // paths are appended to it
    (d->offer().isLocalLog ? draft.directory : d->isSocket() ? draft.socket : draft.url) = place;
    if (!d->offer().account.isEmpty())
        draft.account = d->account->text().trimmed();
    if (d->keepsKey()) {
        draft.key = d->key->text().trimmed();
        draft.freezeKey = d->freezeKey->text().trimmed();
    }
    if (draft.hasKey())
        draft.keep = d->keep->wish();
    if (d->offer().mayBePinned) {
        const QString certificate = d->certificate->text().trimmed();
        (isAuthorityFile(certificate) ? draft.authority : draft.pin) = certificate;
    }
    if (d->offer().isProxy) {
        draft.callers = d->callers->text().trimmed();
        draft.usesMap = d->breaker->currentIndex() == 1;
    }
    return draft;
}

void ConnectDialog::showTestResult(bool works, const QString& sentence)
{
    d->setAsking(false, sentence, works ? "ok" : "crit");
    growToFit();
    (works ? static_cast<QWidget*>(d->connect) : d->place)->setFocus(Qt::OtherFocusReason);
}

void ConnectDialog::showKeyringFault(const QString& sentence)
{
    d->keep->offerOthers(); // first, since what changes in the form takes the last answer away
    d->setAsking(false, sentence, "crit");
    d->keep->offerOthers();
    growToFit();
}

} // namespace fuseboard
