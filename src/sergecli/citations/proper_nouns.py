"""Words that keep their capitals in an English sentence: names and words derived from them.

When a catalogue is cited, the names of its people are added.
"""

_GIVEN_NAMES = """
Abram Albert Alexander Alexandra Alexei Alexis Alfred Alice Amadeo Anatoly Andre Andrei Andres
André Andrés Anna Antoine Anton Antonio Armand Arthur Benjamin Bertram Boris Carl Carlos Charles
Clara Daniel David Dmitri Edmund Eduard Edward Elisabeth Emile Emma Erich Ernest Esther Eugene
Fanny Fedor Felix Fernand Francis Franz Fred Frederick Friedrich Fritz Fyodor Georg George
Georges Giuseppe Grigory Gustav Gustave Hannah Hans Harry Heinrich Henri Henry Hermann Ignace
Ilya Isaac Ivan Jack Jacques James Jan Jane Jean John Josef Joseph José Juan Jules Julius Karl
Konstantin Laurette Leon Leonid Lev Louis Louise Lucien Ludwig Léon Marcel Margaret Maria Marie
Mary Maurice Max Maxim Michael Mikhail Mitchell Natalia Nicholas Nicola Nikita Nikolai Olga Otto
Pablo Palmiro Paul Pavel Peter Philip Pierre Ramsay Raymond René Richard Robert Romain Rosa
Rudolf Ruth Sergei Simone Sophia Stafford Stephen Susan Tatiana Thomas Tony Vera Victor Víctor
Vladimir Walter Wilhelm William Wolfgang Yuri Émile
"""
_WORDS = """
Afghanistan Africa African Albania Albanian Algeria Algerian America American Americans
Amsterdam Antonov April Arab Argentina Argentine Armenia Armenian Asia Asian Asiatic Athens
August Australia Australian Austria Austrian Azerbaijan Babel Baku Bakunin Barbusse Barcelona
Basque Bavaria Belgian Belgium Bely Berlin Berliner Bernstein Bible Blanquism Blanquist Blok Blumkin
Bolshevik Bolsheviks Bolshevism Bolshevist Bombacci Bonapartism Bonapartist Bonnot Borie Brazil
Brest Breton Britain British Brussels Bucharest Budapest Buddha Buddhist Bukharin Bulgaria
Bulgarian Caesar Caesarism Canada Canton Caribbean Catalan Catalonia Catholic Catholics Cheka
Chekist Chekists Chile China Chinese Christ Christian Christianity Christians Christmas
Churchill Cologne Comintern Communard Communards Congo Cossack Cossacks Coyoacan Coyoacán Cracow
Crimea Croatian Cuba Cuban Czech Czechoslovakia Dada Danish Darwin Darwinism December Dickens
Doriot Dostoevsky Dresden Dreyfus Dublin Durruti Dutch Dzerzhinsky Easter Egypt Engels England
English Englishman Essenin Estonia Estonian Ethiopia Ethiopian Europe European Europeans Fascist
February Finland Finn Finnish Finns Flemish Fondane France Franco Frankfurt French Frenchman
Freud Freudian Freudism Friday Fromm Galicia Geneva Georgia Georgian German Germanic Germans
Germany Gestapo Gide God Gorki Gorky Greece Greek Greeman Guernica Guesde Hamburg Hegel Hegelian
Hitler Holland Holocaust Hugo Hungarian Hungary Ibsen India Indian Indochina Indonesia Iran
Iranian Iraq Iraqi Ireland Irish Islam Islamic Israel Israeli Istrati Italian Italians Italy
Jacobin Jacobins Jacson January Japan Japanese Jaures Jaurès Jew Jewish Jews July June Kadet
Kadets Kamenev Kautsky Kazakhstan Kerensky Kharkov Khrushchev Kibalchich Kienthal Kiev Kollontai
Kolyma Komsomol Korea Kravchenko Kremlin Krivitsky Kronstadt Kulturkampf Kuomintang Kurdish
Kuusinen Lassalle Latin Latvia Latvian Lebanon Lefeuvre Lenin Leningrad Leninism Leninist
Leninists Liebknecht Lithuania Lithuanian Litovsk London Londoner Lunacharsky Luxemburg Lyon
Macedonia Machiavellian Madrid Makhno Makhnovist Malaya Malenkov Malraux Manchuria Mandelstam
Mannerheim Maoism Maoist March Marseille Marseilles Martin Martinet Martov Marx Marxian Marxism
Marxist Marxists May Mayakovsky Mehring Menshevik Mensheviks Menshevism Mercader Mexican Mexico
Milan Minsk Mirbach Monday Mongol Mongolia Morocco Moscow Munich Muscovite Muslim Muslims
Mussolini Musée Naples Napoleon Narodnik Narodniks Nazi Nazis Nazism Netherlands Nietzsche
Nietzschean Nikitich Nin Nobel Norway Norwegian November October Octobrist Octobrists Odessa
Orenburg Orthodox POUM Pakistan Palestine Palestinian Paris Parisian Peron Persia Perón
Petersburg Petrograd Piatakov Pilnyak Plekhanov Poland Pole Poles Polish Politburo Portugal
Portuguese Prague Pravda Profintern Prometheus Protestant Proudhon Proudhonist Prussia Prussian
Pushkin Radek Rakovsky Reiss Riazanov Rico Robespierre Rolland Romania Romanian Rome Roosevelt
Rosmer Rousseau Ruhr Rumania Russia Russian Russians Rykov Saturday Saxony Scotland Scottish
Sebastopol Sedov September Serbia Serbian Shanghai Siberia Siberian Sizoff Slav Slavic Smirnov
Smolny Sneevliet Sofia Solovki Sorau Sorel Souvarine Soviet Spain Spandau Spaniard Spaniards
Spanish Spartacist Spartacus Stakhanov Stakhanovism Stalin Stalingrad Stalinism Stalinist
Stalinists Stuttgart Sudan Sunday Sverdlov Sweden Swedish Swiss Switzerland Syria Tartar Tatar
Thermidor Thermidorian Thursday Tiflis Tito Titoism Tolstoy Tolstoyan Tomsky Trotsky Trotskyism
Trotskyist Trotskyists Trotskyites Tsarist Tuesday Tukhachevsky Tulayev Turin Turkey Turkish
Turks Ukraine Ukrainian Ukrainians Ural Urals Vatican Versailles Vienna Vietnam Vietnamese Vlady
Volga Voline Voltaire Vorkuta Voroshilov Warsaw Wednesday Whites Wroclaw Wrocław Wuhan Wullens
Yagoda Yesenin Yezhov Yiddish York Yugoslav Yugoslavia Zetkin Zhdanov Zimmerwald Zinoviev
Zionism Zionist Zurich Zürich
"""
_PHRASES = """
Baltic Sea, Black Hundreds, Black Sea, Brest-Litovsk, Caribbean Sea, Central Committee, Chinese
Revolution, Civil War in France, Cold War, Commune of 1871, Communist International, Communist
Party, Comrade Tulayev, Constituent Assembly, Cultural Revolution, Don Quixote, Executive
Committee, Far East, February Revolution, First Congress, First International, First World War,
Fourth Congress, Fourth International, French Revolution, German Revolution, Great Britain,
Great Terror, Great War, Hungarian Revolution, Industrial Revolution, International Brigades, La
Batalla, Labour Party, Latin America, Le Crapouillot, League of Nations, Left Opposition,
Marxists Internet Archive, May Day, Mexican Revolution, Middle Ages, Middle East, Mona Lisa,
Moscow Trials, Museum of the Revolution, Near East, New Economic Policy, New York, Nobel Prize,
North Africa, Notre Dame, October Revolution, Old Bolsheviks, Paris Commune, Popular Front, Red
Army, Red Cross, Red Guard, Red Guards, Red Spears, Red Square, Russian Revolution, Saint
Petersburg, Second Congress, Second International, Second World War, Social Revolutionaries,
Social Revolutionary, Socialist Party, Socialist Revolutionaries, Socialist Revolutionary, South
America, Soviet Government, Soviet Republic, Soviet Russia, Soviet Union, Spanish Civil War,
Spanish Revolution, Third Congress, Third International, Tierra y Libertad, United Kingdom,
United Nations, United States, White Army, Winter Palace, Workers Opposition, Workers’
Opposition, World War, Young Communists
"""

# Words that keep their capitals before a name.
PERSONAL_TITLES = frozenset(
    {"Captain", "Colonel", "Comrade", "Count", "Countess", "Dr", "Madame", "Mr", "Mrs", "Mme",
     "Professor", "Tsar"}
)  # fmt: skip
# After these a word with a capital is a family name.
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
# Words that are always names.
WORDS = GIVEN_NAMES.union(_WORDS.split())
# Words that are names only in this combination.
PHRASES = tuple(_PHRASES.strip().replace("\n", " ").split(", "))
