/** Words that people for benchmarks are made of. Lists are ordered: the first stand for the commonest. */

const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

export const GIVEN_NAMES = list(
  'James, Mary, Robert, Patricia, John, Jennifer, Michael, Linda, David, Elizabeth, William, Barbara, Richard, Susan, Joseph, Jessica, Thomas, Sarah, Christopher, Karen, Charles, Lisa, Daniel, Nancy, Matthew, Sandra, Anthony, Betty, Mark, Ashley, Donald, Emily, Kimberly, Andrew, Margaret, Paul, Donna, Joshua, Michelle, Kenneth, Carol, Kevin, Amanda, Brian, Melissa, Timothy, Deborah, Ronald, Stephanie, George, Rebecca, Jason, Sharon, Edward, Laura, Jeffrey, Cynthia, Ryan, Dorothy, Jacob, Amy, Nicholas, Kathleen, Gary, Angela, Eric, Shirley, Jonathan, Emma, Stephen, Brenda, Larry, Pamela, Justin, Nicole, Scott, Anna, Brandon, Samantha, Benjamin, Samuel, Christine, Gregory, Alexander, Rachel, Patrick, Carolyn, Frank, Janet, Raymond, Maria, Jack, Olivia, Dennis, Heather, Jerry, Helen, José, Catherine, Luis, Diane, Juan, Julie, Carlos, Victoria, Jesús, Joyce, Miguel, Lauren, Ángel, Kelly, Alejandro, Christina, Guadalupe, Ruth, Fernando, Joan, Sofía, Virginia, Wei, Judith, Ming, Hannah, Thanh, Teresa, Minh, Andrea, Mohammed, Jacqueline, Fatima, Gloria, Ahmed, Aisha, Priya, Rajesh, Olga, Ivan, Svetlana, Kwame, Chidi, Amara, Søren, François, Zoë, Jürgen, Malik, Imani, Dmitri, Yuki, Hiroshi, Mary Ann, Jean-Pierre, LaToya, D’Andre, Maria Elena, Juan Carlos',
);

export const MIDDLE_NAMES = list(
  'Lee, Ann, Marie, Lynn, James, Michael, John, Allen, Elizabeth, Louise, Ray, Jean, Edward, Grace, Rose, Joseph, Wayne, Scott, Renee, Dale, Francis, Alan, Eugene, Mae, Nicole, Andrew, Isabel, Antonio, Xavier, Quincy, Olive, Ursula',
);

export const SURNAMES = list(
  "Smith, Johnson, Williams, Brown, Jones, Garcia, Miller, Davis, Rodriguez, Martinez, Hernandez, Lopez, Gonzalez, Wilson, Anderson, Thomas, Taylor, Moore, Jackson, Martin, Lee, Perez, Thompson, White, Harris, Sanchez, Clark, Ramirez, Lewis, Robinson, Walker, Young, Allen, King, Wright, Scott, Torres, Nguyen, Hill, Flores, Green, Adams, Nelson, Baker, Hall, Rivera, Campbell, Mitchell, Carter, Roberts, Gomez, Phillips, Evans, Turner, Diaz, Parker, Cruz, Edwards, Collins, Reyes, Stewart, Morris, Morales, Murphy, Cook, Rogers, Gutierrez, Ortiz, Morgan, Cooper, Peterson, Bailey, Reed, Kelly, Howard, Ramos, Kim, Cox, Ward, Richardson, Watson, Brooks, Chavez, Wood, James, Bennett, Gray, Mendoza, Ruiz, Hughes, Price, Alvarez, Castillo, Sanders, Patel, Myers, Long, Ross, Foster, Jimenez, Núñez, Peña, Muñoz, Tran, Pham, Chen, Wang, Li, Singh, Khan, Ali, Hussein, Cohen, Kowalski, Nowak, Novák, Kovačević, Müller, Schröder, Jørgensen, Larsson, O'Brien, O’Connor, O'Sullivan, D'Angelo, McDonald, McCarthy, MacDougall, Fitzgerald, de la Cruz, De León, del Valle, dos Santos, da Silva, van der Berg, Van Dyke, von Braun, St. Clair, Le Blanc, El-Amin, Al Sayed, Ben-David, Okafor, Mensah, Diallo, Tesfaye, Papadopoulos, Ivanov, Petrova, Yamamoto, Tanaka, Nakamura, Keahi, Begay, Yazzie, Whitehorse",
);

/** Syllables of surnames that are borne by few. */
export const RARE_STARTS = list(
  'Bar, Cor, Dal, Fen, Gar, Hol, Kel, Lam, Mar, Nor, Pel, Quin, Ros, Sal, Tor, Ul, Ver, Wen, Yar, Zab',
);
export const RARE_MIDDLES = list('a, e, i, o, u, an, en, in, on, ar, er, ol, il, em, ad, os');
export const RARE_ENDS = list(
  'sky, son, ton, ley, field, man, ez, ini, berg, stein, worth, well, ford, by, ard, ovic, ides, ette, ga, mura',
);

export const STREET_NAMES = list(
  'Oak, Maple, Cedar, Pine, Elm, Washington, Lake, Hill, Walnut, Spring, North, Ridge, Church, Willow, Mill, Sunset, Railroad, Jackson, Cherry, West, Center, Highland, Franklin, River, Forest, Jefferson, Park, Lincoln, Meadow, Chestnut, Dogwood, Hickory, Locust, Poplar, Laurel, Magnolia, Sycamore, Birch, Union, Main, 1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th, 11th, 12th, 21st, 42nd, 103rd, Martin Luther King Jr, Lake Shore, Old Mill, County Line, Saint Andrews, Indian Creek, Fox Run, Quail Hollow, Stonebridge, Wyndham, Cottonwood, Mesquite, Camino Real, Las Palmas, San Pedro, Kennedy, Roosevelt, Madison, Monroe, Adams, Harrison, Grant, Sherman, Sheridan, Broad, Market, Water, Front, High, Court, School, College, Academy, Vine, Liberty, Prospect, Pleasant, Summit, Valley View, Woodland, Orchard, Hawthorne, Juniper, Aspen, Spruce, Redwood, Cypress, Palmetto, Peachtree, Pecan, Bluebonnet, Windsor, Oxford, Cambridge, Essex, Devonshire, Lexington, Concord, Bunker Hill',
);

export const STREET_SUFFIXES: readonly (readonly [string, string])[] = [
  ['St', 'Street'],
  ['Ave', 'Avenue'],
  ['Rd', 'Road'],
  ['Dr', 'Drive'],
  ['Ln', 'Lane'],
  ['Ct', 'Court'],
  ['Blvd', 'Boulevard'],
  ['Pl', 'Place'],
  ['Way', 'Way'],
  ['Ter', 'Terrace'],
  ['Cir', 'Circle'],
];

/** City, state, first ZIP, how many ZIPs after it. */
export const CITIES: readonly (readonly [string, string, number, number])[] = [
  ['Springfield', 'IL', 62701, 8],
  ['Chicago', 'IL', 60601, 60],
  ['Columbus', 'OH', 43201, 35],
  ['Cleveland', 'OH', 44101, 30],
  ['Austin', 'TX', 78701, 58],
  ['Houston', 'TX', 77001, 98],
  ['San Antonio', 'TX', 78201, 60],
  ['Denver', 'CO', 80201, 60],
  ['Portland', 'OR', 97201, 39],
  ['Seattle', 'WA', 98101, 50],
  ['Madison', 'WI', 53701, 20],
  ['Milwaukee', 'WI', 53201, 35],
  ['Nashville', 'TN', 37201, 50],
  ['Memphis', 'TN', 38101, 60],
  ['Phoenix', 'AZ', 85001, 85],
  ['Tucson', 'AZ', 85701, 50],
  ['Atlanta', 'GA', 30301, 60],
  ['Savannah', 'GA', 31401, 20],
  ['Raleigh', 'NC', 27601, 18],
  ['Charlotte', 'NC', 28201, 80],
  ['Omaha', 'NE', 68101, 60],
  ['Tampa', 'FL', 33601, 45],
  ['Miami', 'FL', 33101, 90],
  ['Boston', 'MA', 2108, 28],
  ['Providence', 'RI', 2901, 12],
  ['Hartford', 'CT', 6101, 20],
  ['Albany', 'NY', 12201, 12],
  ['Buffalo', 'NY', 14201, 28],
  ['Newark', 'NJ', 7101, 14],
  ['Philadelphia', 'PA', 19101, 55],
  ['Pittsburgh', 'PA', 15201, 40],
  ['Baltimore', 'MD', 21201, 40],
  ['Richmond', 'VA', 23218, 25],
  ['Detroit', 'MI', 48201, 40],
  ['Minneapolis', 'MN', 55401, 60],
  ['Des Moines', 'IA', 50301, 25],
  ['Kansas City', 'MO', 64101, 60],
  ['Oklahoma City', 'OK', 73101, 60],
  ['Albuquerque', 'NM', 87101, 25],
  ['Boise', 'ID', 83701, 20],
  ['Sacramento', 'CA', 95811, 30],
  ['San Diego', 'CA', 92101, 40],
  ['Fresno', 'CA', 93701, 30],
  ['Honolulu', 'HI', 96801, 20],
];
